import { z } from 'zod';
import type { Api } from '../api.ts';
import { catalogue } from '../errors/catalogue.ts';
import type { ProblemName } from '../errors/catalogue.ts';
import { Problem } from '../errors/problem.ts';

function isName(name: string): name is ProblemName {
  return Object.hasOwn(catalogue, name);
}

/** What each error's type leads to. */
export function registerProblems(app: Api): void {
  app.get(
    '/problems/:name',
    {
      config: { produces: ['text/plain'] },
      schema: {
        operationId: 'getProblem',
        tags: ['status'],
        summary: 'What a problem means, in words',
        description: 'The `type` of every error answer is a path of this kind.',
        params: z.object({ name: z.string().meta({ examples: ['not-found'] }) }),
        response: {
          200: {
            description: 'What it means, and what to do.',
            content: { 'text/plain': { schema: z.string() } },
          },
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if (!isName(name)) {
        const known = Object.keys(catalogue).join(', ');
        throw new Problem('not-found', `There is no problem of this name. There are: ${known}.`);
      }
      const { status, title, text } = catalogue[name];
      return reply.type('text/plain; charset=utf-8').send(`${title} (${status})\n\n${text}\n`);
    },
  );
}
