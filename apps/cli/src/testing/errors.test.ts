import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { failure } from '../failure.ts';
import { createProgram } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'hypothec-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command line in this process, which each of these ends before anything is started. */
async function wrong(...args: readonly string[]): Promise<readonly [code: number, line: string]> {
  try {
    await createProgram().parseAsync(['node', 'hypothec', ...args]);
    return [0, ''];
  } catch (error) {
    const { code, line } = failure(error);
    return [code, line ?? ''];
  }
}

const bad = file(
  'btc-bad.csv',
  't,open,high,low,close\n1583020800,1,2,0.5,1\n1583024400,1,2,x,1\n',
);
const empty = file('btc-empty.csv', '');
const huge = file(
  'btc.csv',
  't,open,high,low,close,bar_s\n1583020800,9e9,9e9,9e9,9e9,3600\n'.replaceAll('9e9', '9000000000'),
);
const two = file(
  'btc-two.csv',
  't,open,high,low,close\n1583020800,1,2,0.5,1\n1583024400,1,2,1,1\n',
);
const zeros = '0'.repeat(39);
const hash = `0x${'0'.repeat(64)}`;
// Reads as a proof, and is none: nobody has such a root.
const proof = file(
  'proof.json',
  JSON.stringify({
    format: 'hypothec-proof',
    version: 1,
    context: {
      chainId: 1,
      book: `0x${zeros}1`,
      blockNumber: '1',
      blockHash: hash,
      holder: `0x${zeros}2`,
      token: `0x${zeros}3`,
      side: 'lenders',
    },
    root: { hash, sum: '1', parts: '1', leaves: 1 },
    leaf: { account: `0x${zeros}4`, subject: `${hash.slice(0, -1)}4`, amount: '1', parts: '1' },
    index: 0,
    path: [],
  }),
);
const none = ['--dir', folder];

it('forgets nothing for a command line that is wrong', async () => {
  const kept = join(folder, '.hypothec', 'deployment.json');
  mkdirSync(join(folder, '.hypothec'), { recursive: true });
  writeFileSync(kept, '{}');
  const [code, line] = await wrong('up', '--reset', '--scenario', 'march', ...none);
  expect([code, line]).toEqual([2, expect.stringContaining('There is no scenario "march"')]);
  expect(existsSync(kept)).toBe(true);
  rmSync(kept);
});

describe('a wrong command line ends in one line and an exit code', () => {
  it.each<[string[], number, string]>([
    [['frobnicate'], 2, "Unknown command 'frobnicate'. See hypothec --help."],
    [['loan', 'opne'], 2, "Unknown command 'opne' (Did you mean open?). See hypothec loan --help."],
    [['up', '--dir', empty], 1, 'is a file: give --dir a directory'],
    [['up', '--nonsense'], 2, "Unknown option '--nonsense'"],
    [['up', '--port', '0', ...none], 2, '--port is "0". Allowed: a whole number from 1 to 65535.'],
    [['up', '--api-port', '65536', ...none], 2, '--api-port is "65536". Allowed: a whole number'],
    [['up', '--port', 'http', ...none], 2, '--port is "http"'],
    [['up', '--speed', '0', ...none], 2, '--speed is "0"'],
    [['up', '--loans', '1e9', ...none], 2, '--loans is "1e9"'],
    [['up', '--seed', '-1', ...none], 2, '--seed is "-1"'],
    [['up', '--prices', two, '--scenario', 'depeg', ...none], 2, 'not both'],
    [
      ['up', '--scenario', 'march', ...none],
      2,
      'There is no scenario "march". Allowed: march-2020',
    ],
    [['replay', 'extra'], 2, "Too many arguments for 'replay'"],
    [['replay', '--loans', '0'], 2, 'a whole number from 1 to 5000'],
    [['replay', '--loans', '5001'], 2, 'a whole number from 1 to 5000'],
    [['replay', '--seed', '18446744073709551616'], 2, '--seed is'],
    [['replay', '--top-up', '101'], 2, '--top-up is "101"'],
    [['replay', '--top-up', '60', '--repay', '41'], 2, 'more than 100 % together'],
    [['replay', '--prices'], 2, 'argument missing'],
    [['replay', '--prices', join(folder, 'btc.none')], 1, 'there is no such file'],
    [['replay', '--prices', folder, '--collateral', 'BTC'], 1, 'this is a folder'],
    [['replay', '--prices', 'sol-1h.csv'], 2, 'does not tell which coin it prices'],
    [['replay', '--prices', huge], 1, 'BTC at 9,000,000,000 dollars (2020-03-01T00:00:00Z)'],
    [['replay', '--prices', empty], 1, 'the file is empty'],
    [['replay', '--prices', bad], 1, 'btc-bad.csv, line 3'],
    [['replay', '--prices', two, '--collateral', 'DOGE'], 2, '--collateral is "DOGE". Allowed:'],
    [['replay', '--prices', two, '--from', '2021-01-01'], 1, 'no bar opens in 2021-01-01'],
    [['replay', '--from', '2020-02-30'], 2, '--from: "2020-02-30" is not a UTC instant'],
    [['replay', '--to', 'today'], 2, '--to: "today" is not a UTC instant'],
    [['replay', '--from', '2030-01-01'], 1, 'it covers 2020-03-01T00:00:00Z'],
    [['replay', '--from', '2020-03-12', '--to', '2020-03-12'], 2, '--to must be after --from'],
    [['replay', '--report', join(folder, 'no', 'out.json')], 1, 'cannot be written'],
    [['loan'], 0, ''],
    [['loan', 'open', '--pledge', '1 BTC', ...none], 2, "Required option '--draw <amount...>'"],
    [['loan', 'open', '--pledge', '--draw', '1 USDC'], 2, 'An amount is missing'],
    [['loan', 'open', '--draw'], 2, 'argument missing. See hypothec loan open --help.'],
    [['loan', 'show', ...none], 1, 'No local stack runs here: start one with npm start'],
    [['loan', 'list', '--state', 'sick', ...none], 2, '--state is "sick". Allowed: healthy'],
    [['loan', 'list', '--of', 'zoe', ...none], 2, 'There is no borrower "zoe"'],
    [['loan', 'call', ...none], 2, "Missing required argument 'loan'. See hypothec loan call"],
    [['market', 'show', ...none], 2, "Missing required argument 'market'"],
    [['verify-proof', ...none], 2, "Missing required argument 'file'"],
    [['verify-proof', join(folder, 'none.json')], 1, 'none.json: there is no such file.'],
    [['verify-proof', folder], 1, 'this is a folder'],
    [['verify-proof', empty], 1, 'This is not a proof: it is not JSON. Get the proof again'],
    [['verify-proof', '/dev/zero'], 1, 'This is not a proof: it has '],
    [['verify-proof', proof, ...none], 1, 'No local stack runs here'],
    [['verify-proof', proof, '--rpc', 'node'], 1, '"node" is not the address of a node.'],
    [['verify-proof', proof, '--book', '0x12'], 1, '"0x12" is not an address.'],
    [['verify-proof', proof, '--rpc', 'http://127.0.0.1:9'], 1, 'Could not reach the node at'],
    [['price', 'shock', 'BTC', ...none], 2, "Missing required argument 'percent'"],
    [['clock', 'forward', ...none], 2, "Missing required argument 'span'"],
  ])('%j', async (args, code, said) => {
    const [ended, line] = await wrong(...args);
    expect([ended, line]).toEqual([code, expect.stringContaining(said)]);
    // One line, a whole sentence; nothing where help was asked for.
    expect(line).toMatch(/^(?:hypothec: .+\.)?$/);
  });
});
