import { ScriptError } from '../lib/errors.ts';

/** What a JSON schema of the API's document may say. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
}

/** A property's name as TypeScript writes it. */
export function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`;
}

/** A description as a comment on a line of its own, or nothing. */
export function commentText(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return `/** ${text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n`;
}

function unionOf(parts: readonly string[]): string {
  const unique = [...new Set(parts)];
  if (unique.length === 1) return unique[0] ?? 'never';
  return `(${unique.join(' | ')})`;
}

function objectText(schema: Schema): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.entries(properties).map(([name, value]) => {
    const optional = required.includes(name) ? '' : '?';
    const key = `readonly ${keyText(name)}${optional}`;
    return `${commentText(value.description)}${key}: ${typeText(value)};`;
  });
  const rest =
    typeof additionalProperties === 'object' ? typeText(additionalProperties) : 'unknown';
  const open = additionalProperties !== false && (fields.length === 0 || additionalProperties);
  if (fields.length === 0) return open ? `Readonly<Record<string, ${rest}>>` : 'object';
  return `{\n${fields.join('\n')}\n}`;
}

function plainText(type: string, schema: Schema): string {
  switch (type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      if (schema.prefixItems !== undefined) {
        return `[${schema.prefixItems.map(typeText).join(', ')}]`;
      }
      // Not readonly: openapi-fetch would take it for an object.
      return `${typeText(schema.items ?? {})}[]`;
    case 'object':
      return objectText(schema);
    default:
      throw new ScriptError(`The type ${type} of a schema is not known to scripts/client.`);
  }
}

/** A schema as a TypeScript type. */
export function typeText(schema: Schema): string {
  const { $ref, type, anyOf, oneOf, allOf } = schema;
  if ($ref !== undefined) return `components['schemas']['${$ref.split('/').at(-1) ?? ''}']`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return unionOf(schema.enum.map((value) => JSON.stringify(value)));
  const either = anyOf ?? oneOf;
  if (either !== undefined) return unionOf(either.map(typeText));
  if (allOf !== undefined) return allOf.map(typeText).join(' & ');
  if (type === undefined) return schema.properties === undefined ? 'unknown' : objectText(schema);
  const types = Array.isArray(type) ? (type as readonly string[]) : [type as string];
  return unionOf(types.map((one) => plainText(one, schema)));
}
