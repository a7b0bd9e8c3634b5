import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { FastifySerializerCompiler } from 'fastify/types/schema.js';
import type { z } from 'zod';
import type { Api } from '../api.ts';
import { problems } from '../schemas/problem.ts';

/** The groups of routes, in the order of the page. */
const tags = [
  { name: 'status', description: 'Whether the service works, and how far it has read the chain.' },
  { name: 'markets', description: 'Creditors, what they take, rates, and their history.' },
  { name: 'loans', description: 'Loans, their ladder, margin calls and what cures them.' },
  { name: 'quotes', description: 'What an action would do, before it is sent.' },
  { name: 'statements', description: 'Accounts of a loan for a period, as CSV and PDF.' },
  { name: 'lenders', description: 'What lenders hold and earned, net of losses.' },
  { name: 'events', description: 'What happened on the chain, in its order.' },
  { name: 'proofs', description: 'Proofs of what is held and owed.' },
  { name: 'live', description: 'Event streams.' },
  { name: 'auth', description: 'Sign-in with Ethereum (EIP-4361).' },
  { name: 'account', description: "An account's own labels and settings; sign in first." },
];

const description = `Loans against crypto collateral: quotes, loans, history, proofs and live state.

- Amounts are base units in decimal strings, with the token's decimals beside them.
- Answers are as of the newest indexed block, which they name; they carry an ETag, and
  \`If-None-Match\` saves the body while it has not changed.
- Lists come in pages: pass \`next\` as \`cursor\`, or follow the \`Link\` header.
- Errors are problem documents (RFC 9457); \`type\` is a path of this server that explains it.
- Writes may carry an \`Idempotency-Key\`: sent again, the same request has the same answer.`;

type Serialise = FastifySerializerCompiler<z.ZodType>;

/** Answers are made by typed views: their schemas say what they are, and need not make them. */
const plain: Serialise = () => (data) => JSON.stringify(data);

/** For tests: an answer is what its schema lets through, to the letter. */
const checked: Serialise = (route) => {
  const bySchema = serializerCompiler(route);
  return (data) => {
    const [wanted, seen] = [bySchema(data), JSON.stringify(data)];
    if (sorted(wanted) === sorted(seen)) return seen;
    throw new AnswerError(`${route.method} ${route.url} answers ${seen}, its schema ${wanted}`);
  };
};

/** An answer differs from what its schema makes of it. */
class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** The same text whatever the order of fields. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Zod checks what comes and goes; what it knows is the OpenAPI document and its page. */
export function describeRoutes(app: Api): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(app.deps.options.checkAnswers ? checked : plain);
  app.addHook('onRoute', (route) => {
    const schema = route.schema as { hide?: boolean; response?: object } | undefined;
    if (schema === undefined || schema.hide === true) return;
    const { config } = route;
    const always = [400, 404, 406, 429, 500, 503];
    const own = config?.account === true ? [401] : [];
    const response = { ...problems(...always, ...own), ...schema.response };
    Object.assign(route, { schema: { ...schema, response } });
  });
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hypothec',
        version: app.deps.options.version,
        description,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags,
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'hypothec_session',
            description: 'Set by POST /v1/auth/sign-in.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: false,
    // Without the bar for other documents, which would carry the library's own name.
    uiConfig: {
      docExpansion: 'list',
      deepLinking: true,
      validatorUrl: null,
      layout: 'BaseLayout',
    },
    theme: { title: 'Hypothec' },
  });
}

/** The document itself; registered with the routes. */
export function registerDocument(app: Api): void {
  let text: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    text ??= JSON.stringify(app.swagger());
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
