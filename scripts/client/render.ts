import { commentText, keyText, typeText } from './schema.ts';
import type { Schema } from './schema.ts';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly description?: string;
}

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses?: Readonly<Record<string, Content>>;
}

/** The API's document, as far as types are made of it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

function contentText({ content }: Content): string {
  const kinds = Object.entries(content ?? {}).map(
    ([type, { schema }]) => `readonly '${type}': ${typeText(schema ?? {})};`,
  );
  return kinds.length === 0 ? 'content?: never' : `content: {\n${kinds.join('\n')}\n}`;
}

function parametersText({ parameters = [] }: Operation): string {
  const places = ['query', 'header', 'path', 'cookie'].map((place) => {
    const own = parameters.filter((parameter) => parameter.in === place);
    if (own.length === 0) return `${place}?: never;`;
    const needed = own.some(({ required }) => required === true);
    const fields = own.map(({ name, required, description, schema }) => {
      const optional = required === true ? '' : '?';
      const type = typeText(schema ?? {});
      return `${commentText(description)}readonly ${keyText(name)}${optional}: ${type};`;
    });
    return `${place}${needed ? '' : '?'}: {\n${fields.join('\n')}\n};`;
  });
  return `parameters: {\n${places.join('\n')}\n};`;
}

function operationText(operation: Operation): string {
  const { requestBody, responses = {} } = operation;
  const body =
    requestBody === undefined
      ? 'requestBody?: never;'
      : `requestBody${requestBody.required === true ? '' : '?'}: { ${contentText(requestBody)} };`;
  const answers = Object.entries(responses).map(([status, answer]) => {
    const comment = commentText(answer.description);
    const headers = 'headers: Readonly<Record<string, unknown>>;';
    return `${comment}${status}: { ${headers} ${contentText(answer)} };`;
  });
  return `{\n${parametersText(operation)}\n${body}\nresponses: {\n${answers.join('\n')}\n};\n}`;
}

/** Schemas that a text refers to, and those that these refer to. */
function reachable(schemas: Readonly<Record<string, Schema>>, text: string) {
  const found = new Map<string, Schema>();
  const follow = (from: string): void => {
    for (const [, name = ''] of from.matchAll(/components\['schemas'\]\['([^']+)'\]/g)) {
      const schema = schemas[name];
      if (schema === undefined || found.has(name)) continue;
      found.set(name, schema);
      follow(typeText(schema));
    }
  };
  follow(text);
  return [...found].toSorted(([a], [b]) => a.localeCompare(b));
}

/** The document's paths and schemas as types, in the form that openapi-fetch takes. */
export function renderPaths({ paths, components }: ApiDocument): string {
  const routes = Object.entries(paths).map(([path, item]) => {
    const each = methods.map((method) => {
      const operation = item[method];
      if (operation === undefined) return `${method}?: never;`;
      return `${commentText(operation.summary)}${method}: ${operationText(operation)};`;
    });
    return `${keyText(path)}: {\n${each.join('\n')}\n};`;
  });
  const schemas = reachable(components?.schemas ?? {}, routes.join('\n')).map(
    ([name, schema]) =>
      `${commentText(schema.description)}readonly ${keyText(name)}: ${typeText(schema)};`,
  );
  return [
    '// Written by `npm run generate:client` from the API’s document. Do not edit.',
    '',
    '/** Every route, by its path and method. */',
    `export interface paths {\n${routes.join('\n')}\n}`,
    '',
    '/** What routes answer with, by name. */',
    `export interface components {\nreadonly schemas: {\n${schemas.join('\n')}\n};\n}`,
    '',
  ].join('\n');
}
