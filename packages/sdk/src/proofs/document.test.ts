import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildTree, InvalidProofError, parseProof, proofDocument, proveLeaf } from '../index.ts';
import { contextFor, leafAt } from './trees.testing.ts';

const leaves = [0, 1, 2, 3, 4].map((i) => leafAt('lenders', i, 100n + BigInt(i)));
const tree = buildTree(contextFor('lenders'), leaves);
const document = proofDocument(proveLeaf(tree, leaves[1]?.subject ?? '0x'));

type Json = Record<string, unknown>;

/** The document with one field set, as `path.0.sum`; removed where the value is undefined. */
function changed(at: string, value: unknown): Json {
  const copy = structuredClone(document) as unknown as Json;
  const names = at.split('.');
  const last = names.pop() ?? '';
  let inner = copy;
  for (const name of names) inner = inner[name] as Json;
  if (value === undefined) Reflect.deleteProperty(inner, last);
  else inner[last] = value;
  return copy;
}

/** What is said of an input: the error of this package, "taken", or that it was another error. */
function refusal(input: unknown): string {
  try {
    parseProof(input);
    return 'taken';
  } catch (error) {
    return error instanceof InvalidProofError ? error.shortMessage : `another error: ${error}`;
  }
}

const number = 'a decimal text from 0 to 2^256 - 1 was expected';

describe('parseProof', () => {
  test.each<[string, unknown, string]>([
    ['format', 'proof', 'format is "proof"; "hypothec-proof" was expected'],
    ['version', 2, 'version is 2; this program reads 1'],
    ['version', '1', 'version is "1"; this program reads 1'],
    ['context', [], 'context is a list; an object was expected'],
    ['context', null, 'context is null; an object was expected'],
    ['context.chainId', '1', 'context.chainId is "1"; a number from 0 to'],
    ['context.chainId', 0, 'context.chainId is not a whole number from 1 to'],
    ['context.chainId', 1.5, 'context.chainId is 1.5; a number from 0 to'],
    ['context.blockNumber', 1234, `context.blockNumber is 1234; ${number}`],
    ['context.blockNumber', '-1', `context.blockNumber is "-1"; ${number}`],
    ['context.blockNumber', `${2n ** 64n}`, 'context.blockNumber is not a whole number from 0'],
    ['context.blockHash', '0x12', 'context.blockHash is not a hash'],
    ['context.book', `0x${'A'.repeat(40)}`, 'context.book is not an address'],
    ['context.side', 'borrowers', 'context.side is not one of collateral, lenders, loans'],
    ['context.side', 'collateral', 'context.holder must be the book for collateral'],
    ['root.leaves', -1, 'root.leaves is -1; a number from 0 to'],
    ['root.leaves', 2 ** 40, 'root.leaves is 1099511627776; a number from 0 to'],
    ['root.sum', `${2n ** 256n}`, `root.sum is "${`${2n ** 256n}`.slice(0, 40)}…"; ${number}`],
    ['root.sum', '007', `root.sum is "007"; ${number}`],
    ['root.sum', '1e3', `root.sum is "1e3"; ${number}`],
    ['root.sum', '', `root.sum is ""; ${number}`],
    ['root.hash', undefined, 'root.hash is missing; a text was expected'],
    ['leaf.amount', 100, `leaf.amount is 100; a text was expected`],
    ['leaf.parts', '0', 'leaf.parts is 0: who has no shares has no leaf'],
    ['leaf.subject', `0x${'1'.repeat(64)}`, 'leaf.subject is not the account'],
    ['leaf.secret', 'x', 'leaf has a field "secret"; allowed are account, subject, amount, parts'],
    ['index', -1, 'index is -1; a number from 0 to'],
    ['path', {}, 'path is of type object; a list was expected'],
    ['path', Array.from({ length: 32 }, () => ({})), 'path has 32 steps; at most 31 are possible'],
    ['path.1', 'x', 'path[1] is "x"; an object was expected'],
    ['path.1.hash', '0xzz', 'path[1].hash is "0xzz"; 0x and 64 lower-case hex digits'],
    ['path.1.sum', '\u001b[31m', `path[1].sum is "?[31m"; ${number}`],
  ])('says what is wrong: %s = %j', (at, value, said) => {
    const message = refusal(changed(at, value));
    // The texts of a decimal begin with what a text is.
    const wanted = said.replace(/( is \d+); a decimal.*/, '$1; a text was expected');
    expect(message).toContain(wanted);
    expect(refusal(JSON.stringify(changed(at, value)))).toBe(message);
  });

  const deep = '['.repeat(60_000);
  const hostile: unknown = {
    ...document,
    get leaf(): never {
      throw new TypeError('no');
    },
  };
  const looped: Json = { ...document };
  looped['context'] = looped;

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty text', ''],
    ['half a text', JSON.stringify(document).slice(0, -9)],
    ['deep lists', deep],
    ['deep objects', '{"format":'.repeat(6_000)],
    ['a huge text', ' '.repeat(70_000) + JSON.stringify(document)],
    ['a huge number', `{"format":${'9'.repeat(60_000)}}`],
    ['a bigint', 5n],
    ['a symbol', Symbol('proof')],
    ['a function', () => document],
    ['a getter that throws', hostile],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => null as never })],
    ['a loop', looped],
    ['a prototype', JSON.parse(JSON.stringify(document).replace('{', '{"__proto__":{"a":1},'))],
  ])('refuses %s with its own error and no other', (_, input) => {
    expect(refusal(input)).toMatch(/^This is not a proof: .+\.$/);
  });

  test('gives a proof or its own error, whatever it is given', () => {
    const at = fc.constantFrom(
      ...Object.keys(document),
      ...Object.keys(document.context).map((name) => `context.${name}`),
      'root.sum',
      'leaf.amount',
      'leaf.account',
      'path.0',
      'path.0.hash',
    );
    fc.assert(
      fc.property(at, fc.anything({ withBigInt: true, withNullPrototype: true }), (name, value) => {
        const input = changed(name, value ?? 'null');
        const said = refusal(input);
        // What fits by chance, such as an empty path, is read as exactly what it is.
        const read = said === 'taken' ? proofDocument(parseProof(input)) : input;
        expect([said, read]).toEqual([
          expect.stringMatching(/^(taken|This is not a proof: .*)$/s),
          input,
        ]);
      }),
      { numRuns: 500 },
    );
    const refused = (input: unknown): boolean => refusal(input).startsWith('This is not a proof: ');
    fc.assert(fc.property(fc.json(), refused));
    fc.assert(fc.property(fc.anything(), refused));
  });
});
