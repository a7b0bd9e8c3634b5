import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Operation, Parameter, Schema } from './document.ts';

/** A request as it is put on the wire: the path is not escaped further. */
export interface Wire {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes as latin-1; null without a body. */
  readonly body: string | null;
  /** Who sends it: 0 nobody, 1 and 2 two accounts. */
  readonly who: 0 | 1 | 2;
}

/** Things that exist: requests that get past the checks are the interesting ones. */
export interface Known {
  readonly loans: readonly string[];
  readonly addresses: readonly string[];
  readonly hashes: readonly string[];
  readonly head: number;
}

const nasty = [
  '',
  ' ',
  '0',
  '-1',
  '00',
  '1e9',
  '1.5',
  '0x',
  '0X1',
  'NaN',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '%00',
  '%',
  '%zz',
  '%C0%80',
  '%ED%A0%80',
  '%F0%9F%92%A9',
  '..%2f..%2fetc%2fpasswd',
  "'; drop table history.block; --",
  "' or 1=1",
  '$1',
  '${7*7}',
  '__proto__',
  'constructor',
  'toString',
  '9'.repeat(15),
  '9'.repeat(78),
  '9'.repeat(400),
  '2147483648',
  '9007199254740993',
  `${2n ** 256n - 1n}`,
  `${2n ** 256n}`,
  'a'.repeat(300),
  'a'.repeat(9_000),
  `0x${'f'.repeat(40)}`,
  `0x${'0'.repeat(40)}`,
  `0x${'f'.repeat(64)}`,
  `0x${'0'.repeat(64)}`,
  `0x${'g'.repeat(40)}`,
  'eyJ2IjoxfQ',
  Buffer.from('{"v":1,"of":"loans","at":{"by":"ltv","key":"-1","id":"0x00"}}').toString(
    'base64url',
  ),
  '\u{202e}gnp.exe',
  'İ',
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.bigInt().map(String) },
  { weight: 1, arbitrary: fc.base64String({ maxLength: 60 }) },
);

function likely(name: string, known: Known): Arbitrary<string> | null {
  if (/loan|subject/i.test(name)) return fc.constantFrom(...known.loans);
  if (/hash/i.test(name)) return fc.constantFrom(...known.hashes);
  if (/address|account|borrower|lender|oracle|token|by$/i.test(name)) {
    return fc.constantFrom(...known.addresses);
  }
  if (/creditor/i.test(name)) return fc.constantFrom('1', '1', '2');
  if (/block/i.test(name)) return fc.integer({ min: -1, max: known.head + 2 }).map(String);
  if (/collateral/i.test(name)) return fc.constantFrom('8', '9', '10', '16');
  return null;
}

/** Values that fit a schema, more or less. */
function fitting(schema: Schema, name: string, known: Known): Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined && either.length > 0) {
    return fc.oneof(...either.map((one) => fitting(one, name, known)));
  }
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const guess = likely(name, known);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'integer':
    case 'number': {
      const { minimum: min = 0, maximum: max = 2 ** 31 } = schema;
      return guess === null ? fc.integer({ min, max: Math.min(max, 2 ** 40) }) : guess.map(Number);
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, name, known), { maxLength: 4 });
    case 'object':
      return objectOf(schema, known);
    default: {
      if (guess !== null) return guess;
      if (schema.examples !== undefined) return fc.constantFrom(...schema.examples);
      return fc.oneof(fc.nat().map(String), fc.bigInt({ min: 0n }).map(String), text);
    }
  }
}

function objectOf(schema: Schema, known: Known): Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => {
    const fits = fitting(value, name, known);
    const wild = fc.oneof(
      text,
      fc.json({ maxDepth: 2 }).map((json) => JSON.parse(json) as unknown),
    );
    return [
      name,
      fc.oneof({ weight: 25, arbitrary: fits }, { weight: 1, arbitrary: wild }),
    ] as const;
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

function valueOf(parameter: Parameter, known: Known): Arbitrary<string> {
  const fits = fitting(parameter.schema ?? {}, parameter.name, known).map((value) =>
    encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value)),
  );
  const escaped = text.map((value) => encodeURIComponent(value.toWellFormed()));
  return fc.oneof(
    { weight: 20, arbitrary: fits },
    { weight: 2, arbitrary: escaped },
    { weight: 1, arbitrary: text.map((value) => value.replaceAll(/[^\x21-\x7e]|#/g, '%FF')) },
  );
}

function queryOf(parameters: readonly Parameter[], known: Known): Arbitrary<string> {
  const each = parameters.map((parameter) =>
    fc.tuple(
      fc.constant(parameter.name),
      fc.oneof(
        { weight: parameter.required === true ? 1 : 6, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: valueOf(parameter, known) },
      ),
    ),
  );
  const strange = fc.array(
    fc.tuple(fc.constantFrom('x', 'limit', 'cursor', '__proto__', 'a[b]', 'block'), text),
    { maxLength: 2 },
  );
  const more = fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: strange },
  );
  return fc.tuple(fc.tuple(...each), more).map(([given, extra]) => {
    const pairs = given.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]));
    const others = extra.map(
      ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
    );
    const all = [...pairs, ...others];
    return all.length === 0 ? '' : `?${all.join('&')}`;
  });
}

function pathOf({ path, parameters }: Operation, known: Known): Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const values = names.map((name) => {
    const own = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
    return valueOf(own ?? { in: 'path', name }, known);
  });
  return fc
    .tuple(...values)
    .map((given) =>
      names.reduce((at, name, i) => at.replace(`{${name}}`, () => given[i] ?? ''), path),
    );
}

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

function bodyOf(schema: Schema, known: Known): Arbitrary<string | null> {
  const fits = fitting(schema, '', known).map((value) => JSON.stringify(value) ?? 'null');
  const broken = fc.constantFrom(
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"a":1}garbage',
    '{"__proto__":{"x":1}}',
    '{"label":"\\u0000"}',
    '{"label":"\\ud800"}',
    '\xff\xfe{}',
    '{"value":1e400}',
    deep,
    `{"label":"${'x'.repeat(70_000)}"}`,
  );
  return fc.oneof(
    { weight: 8, arbitrary: fits },
    { weight: 2, arbitrary: broken },
    { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

/** Headers hold what HTTP lets through: no control characters. */
const headerText = text.map((value) => value.replaceAll(/[^\x20-\x7e\x80-\xff]/g, '').trim());

/** Most requests leave a header out; a few of each hundred have it. */
function seldom(value: Arbitrary<string>): Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 15, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );
}

/** Most requests have a usual value. */
function usually(usual: string, others: readonly string[]): Arbitrary<string | undefined> {
  const other = fc.constantFrom(...others, undefined);
  return fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

const types = [
  'text/plain',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  '',
];

const headersOf = fc
  .record({
    'content-type': usually('application/json', types),
    origin: usually('http://localhost:5173', ['null', 'https://evil.example', '']),
    accept: usually('*/*', ['application/json', 'text/csv', 'image/png', 'x', '']),
    'if-none-match': seldom(fc.oneof(fc.constantFrom('*', '"x"', 'W/"x"'), headerText)),
    'if-match': fc.oneof(seldom(headerText), fc.constantFrom('*', '"x"')),
    'idempotency-key': seldom(fc.oneof(fc.uuid(), headerText, fc.constantFrom('a', 'b'))),
    'last-event-id': seldom(headerText),
    'x-forwarded-for': seldom(headerText),
    'accept-encoding': seldom(fc.constantFrom('gzip', 'br', 'x')),
    cookie: seldom(headerText.map((value) => `hypothec_session=${value}`)),
  })
  .map((headers) => {
    const given = Object.entries(headers).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given) as Readonly<Record<string, string>>;
  });

function methodOf({ method }: Operation): Arbitrary<string> {
  return fc.oneof(
    { weight: 20, arbitrary: fc.constant(method) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    },
  );
}

/** Requests to some operations, wrong in every way that is known here, and right ones too. */
export function wires(operations: readonly Operation[], known: Known): Arbitrary<Wire> {
  const each = operations.map((operation) => {
    const query = operation.parameters.filter((parameter) => parameter.in === 'query');
    return fc
      .record({
        method: methodOf(operation),
        at: pathOf(operation, known),
        query: queryOf(query, known),
        headers: headersOf,
        body: operation.body === null ? fc.constant(null) : bodyOf(operation.body, known),
        who: fc.constantFrom(0 as const, 1 as const, 2 as const),
      })
      .map(({ at, query: asked, ...rest }): Wire => ({ ...rest, path: `${at}${asked}` }));
  });
  return fc.oneof(...each);
}
