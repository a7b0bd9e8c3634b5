/** A JSON schema, as far as requests are made of it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** One parameter of an operation. */
export interface Parameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A route and a method of the API. */
export interface Operation {
  readonly method: string;
  /** With names in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema?: Schema }>>;
            };
          }
        >
      >
    >
  >;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** Schemas with their references replaced by what they refer to. */
function resolved(schema: Schema, all: Readonly<Record<string, Schema>>, depth = 0): Schema {
  if (depth > 8) return {};
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return resolved(all[name] ?? {}, all, depth + 1);
  const each = (one: Schema): Schema => resolved(one, all, depth + 1);
  const { properties, items, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(each) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(each) }),
    ...(items === undefined ? {} : { items: each(items) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, value]) => [key, each(value)]),
          ),
        }),
  };
}

/** Every operation that a running API tells of. */
export async function readOperations(url: string): Promise<readonly Operation[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
  const schemas = document.components?.schemas ?? {};
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody }]): Operation => {
      const body = requestBody?.content['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        parameters: parameters.map((parameter) => ({
          ...parameter,
          schema: resolved(parameter.schema ?? {}, schemas),
        })),
        body: body === undefined ? null : resolved(body, schemas),
      };
    }),
  );
}
