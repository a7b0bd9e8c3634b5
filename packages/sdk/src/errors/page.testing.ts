import type { Address, CollateralId } from '@hypothec/model';
import { encodeErrorResult } from 'viem';
import type { Abi, AbiParameter } from 'viem';
import { errorsAbi } from '../generated/errors.ts';
import { decodeRevert } from './decode.ts';
import { tellRevert } from './revert.ts';
import { gatewaySentences } from './sentences/gateway.ts';
import { loanSentences } from './sentences/loan.ts';
import { oracleSetupSentences } from './sentences/oracle-setup.ts';
import { oracleSentences } from './sentences/oracle.ts';
import { poolSentences } from './sentences/pool.ts';
import { registrySentences } from './sentences/registry.ts';
import { systemSentences } from './sentences/system.ts';
import { tokenSentences } from './sentences/token.ts';

type AbiError = Extract<Abi[number], { type: 'error' }>;

const WIDTH = 138;
const USD = 1_000_000n;
const NOON = 1_583_971_200n;

const groups: readonly (readonly [title: string, about: string, names: readonly string[]])[] = [
  ['Loans', 'What the book refuses to do with a loan.', Object.keys(loanSentences)],
  [
    'Creditors and listings',
    'What the book refuses creditors, tokens and callers.',
    Object.keys(registrySentences),
  ],
  ['Pools', 'What a pool refuses borrowers, lenders and its curator.', Object.keys(poolSentences)],
  [
    'No price',
    'Why an oracle has no price now. Repaying, and pledging what is held, work meanwhile.',
    Object.keys(oracleSentences),
  ],
  [
    'Setting up an oracle',
    'Why an oracle cannot be deployed as asked.',
    Object.keys(oracleSetupSentences),
  ],
  ['Gateway', 'What the gateway refuses.', Object.keys(gatewaySentences)],
  [
    'Tokens and signatures',
    'What tokens refuse, and the libraries that move them.',
    Object.keys(tokenSentences),
  ],
  [
    'Access and arithmetic',
    'What access managers, calls and arithmetic refuse.',
    Object.keys(systemSentences),
  ],
];

/** What a parameter of a name is in the examples, unless the error has its own below. */
const usual: Readonly<Record<string, bigint>> = {
  debt: 31_000n * USD,
  limit: 30_000n * USD,
  minDebt: 1_000n * USD,
  arrears: 500n * USD,
  calledAt: NOON,
  cureEnd: NOON + 86_400n,
  deadline: NOON,
  time: NOON + 60n,
  since: NOON,
  upSince: NOON,
  nextAt: NOON + 86_400n,
  updatedAt: NOON + 60n,
  blockTime: NOON,
  grace: 3_600n,
  delay: 172_800n,
  collateralId: 8n,
  creditorId: 1n,
  field: 0n,
  right: 2n,
  rights: 2n,
  bits: 40n,
  decimals: 77n,
  maxDecimals: 36n,
};

/** The examples of errors whose parameters mean something of their own. */
const own: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  DebtBelowMinimum: { debt: 400n * USD },
  NotCallable: { debt: 29_000n * USD, limit: 29_400n * USD },
  NotClear: { limit: 26_880n * USD, debt: 30_000n * USD },
  NotLiquidatable: {
    debt: 29_000n * USD,
    callLimit: 29_400n * USD,
    liquidationLimit: 33_600n * USD,
  },
  NotWorthless: { value: 24_000n * USD },
  SeizedBelowMinimum: { seized: 24_812_030n, minSeized: 25_000_000n },
  InsufficientCollateral: { wanted: 200_000_000n, held: 100_000_000n },
  TooManyCollaterals: { most: 8n },
  AmountTooLarge: { seen: 2n ** 104n, most: 2n ** 104n - 1n },
  CreditorTermOutOfRange: { field: 3n, seen: 60n, least: 3_600n, most: 2_592_000n },
  LadderOutOfOrder: {
    openLtvBps: 5_000n,
    targetLtvBps: 6_500n,
    clearLtvBps: 6_400n,
    callLtvBps: 7_000n,
    liquidationLtvBps: 8_000n,
  },
  BonusOutOfRange: {
    maxBonusBps: 2_500n,
    floorBonusBps: 50n,
    slopeBps: 10_000n,
    liquidationLtvBps: 8_000n,
  },
  OracleUnusable: { low: 0n, high: 0n },
  InvalidBounds: { low: 0n, high: 0n },
  RiskClassOutOfRange: { seen: 8n, most: 7n },
  TooManyListings: { riskClass: 0n, most: 31n },
  TransferMismatch: { expected: 1_000n * USD, received: 990n * USD },
  TokenMismatch: { expected: 1_000n * USD, received: 990n * USD },
  Overcharged: { asked: 1_001n * USD, offered: 1_000n * USD },
  NotEnoughCash: { wanted: 500n * USD, cash: 100n * USD },
  CeilingExceeded: { debt: 20_500_000n * USD, ceiling: 20_000_000n * USD },
  HourlyLimitExceeded: { wanted: 3_000n * USD, available: 2_000n * USD },
  AmountAboveBound: { seen: 2n ** 101n, most: 2n ** 100n },
  RateOutOfRange: { field: 1n, seen: 6_000n, least: 0n, most: 5_000n },
  LimitsNotLower: {
    ceiling: 21_000_000n * USD,
    oldCeiling: 20_000_000n * USD,
    hourly: 2_000_000n * USD,
    oldHourly: 2_000_000n * USD,
  },
  StalePrice: { age: 7_200n, maxAge: 4_500n },
  NonPositiveAnswer: { answer: 0n },
  PriceOutOfBounds: { answer: 50n, min: 100n, max: 1_000_000n },
  SpreadTooWide: { low: 42_000n, high: 45_000n, maxSpreadBps: 200n },
  RateOutOfBounds: { rate: 3n * 10n ** 18n, minRate: 10n ** 18n, maxRate: 2n * 10n ** 18n },
  InvalidMaxAge: { maxAge: 0n, limit: 2_592_000n },
  InvalidAnswerRange: { min: 100n, max: 100n },
  InvalidGrace: { grace: 0n },
  ScaleOverflow: { exponent: 80n, maxExponent: 77n },
  PriceTooCoarse: { lowest: 1_000n, minPrice: 1_000_000n },
  InvalidMaxSpread: { maxSpreadBps: 2_000n, limit: 1_000n },
  InvalidGrowth: { growthPerDayWad: 2n * 10n ** 16n, limit: 10n ** 16n },
  InvalidRateRange: { minRate: 2n, maxRate: 1n },
  RateDecimalsTooHigh: { rateDecimals: 40n, limit: 36n },
  ValueMismatch: { seen: 1n, expected: 2n },
  DebtAboveMaximum: { debt: 30_001n * USD, most: 30_000n * USD },
  RateAboveMaximum: { rate: 512_000_000n, most: 500_000_000n },
  SharesBelowMinimum: { shares: 1n, least: 2n },
  AssetsBelowMinimum: { assets: 1n, least: 2n },
  NotTaken: { left: 1n },
  NativeRefused: { amount: 10n ** 18n },
  InsufficientAllowance: { seen: 0n, needed: 1_000n * USD },
  InsufficientBalance: { balance: 1n, needed: 2n },
  ERC20InsufficientBalance: { balance: 0n, needed: 1_000n * USD },
  ERC20InsufficientAllowance: { allowance: 0n, needed: 1_000n * USD },
  InvalidAccountNonce: { currentNonce: 1n },
  ECDSAInvalidSignatureLength: { length: 64n },
  AccessManagerLockedRole: { roleId: 0n },
  AccessManagerUnauthorizedAccount: { roleId: 1n },
  SafeCastOverflowedUintDowncast: { value: 2n ** 41n },
};

/** Addresses and other words of the examples, and what the page shows instead. */
class Placeholders {
  readonly #shown = new Map<string, string>();

  make(bytes: number, name: string): string {
    const hex = Buffer.from(name.padEnd(bytes, '.'))
      .toString('hex')
      .slice(0, 2 * bytes);
    const word = `0x${hex}`;
    this.#shown.set(word, `‹${name}›`);
    return word;
  }

  show(text: string): string {
    let shown = text;
    for (const [word, name] of this.#shown) shown = shown.replaceAll(word, name);
    return shown;
  }
}

function argument(error: string, { name = '', type }: AbiParameter, words: Placeholders): unknown {
  if (type === 'address') return words.make(20, name);
  if (type.startsWith('bytes')) return words.make(Number(type.slice(5)), name);
  if (type === 'string') return name;
  const value = own[error]?.[name] ?? usual[name] ?? 1n;
  return /^uint(?:8|16|32|40)$/.test(type) ? Number(value) : value;
}

const token = { decimals: 6, symbol: 'USDC' };

function example(entry: AbiError): { readonly message: string; readonly advice: string } {
  const words = new Placeholders();
  const args = entry.inputs.map((input) => argument(entry.name, input, words));
  const data = encodeErrorResult({ abi: [entry], errorName: entry.name, args });
  const named = entry.inputs.flatMap((input, i) => (input.name === 'token' ? [args[i]] : []));
  const told = tellRevert(decodeRevert(data), {
    loanToken: token,
    collaterals: new Map([[8 as CollateralId, { decimals: 8, symbol: 'BTC' }]]),
    tokens: new Map(named.map((address) => [address as Address, token])),
  });
  return { message: words.show(told.message), advice: words.show(told.advice) };
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}

function signature({ name, inputs }: AbiError): string {
  return `${name}(${inputs.map((input) => `${input.type} ${input.name}`).join(', ')})`;
}

function described(name: string): string {
  const entries = (errorsAbi as readonly AbiError[]).filter((entry) => entry.name === name);
  const told = entries.map((entry) => ({ entry, ...example(entry) }));
  const examples = told.map(({ entry, message, advice }) => {
    const quoted = wrapped(`> ${message}`).replaceAll('\n', '\n> ');
    return [`\`${signature(entry)}\``, quoted, wrapped(advice)].join('\n\n');
  });
  return [`### ${name}`, ...examples].join('\n\n');
}

/** A class of error of this package with what its comment says. */
export interface ClassDoc {
  readonly name: string;
  readonly text: string;
}

/** The whole page `docs/reference/errors.md`. */
export function errorsPage(classes: readonly ClassDoc[]): string {
  const command = 'npm run generate:docs';
  const parts = groups.flatMap(([title, about, names]) => [
    `## ${title}`,
    about,
    ...names.toSorted().map(described),
  ]);
  const local = classes.map(({ name, text }) => `### ${name}\n\n${wrapped(text)}`);
  return `${[
    `<!-- Written from the sentences of packages/sdk. Do not edit: ${command} -->`,
    '# Errors',
    wrapped(
      `Every error that a call to the contracts can end with: its name and arguments, the sentence
      that the SDK and the command line show (here with made-up amounts; words in ‹ › stand for
      addresses and the like), and what to do. A refused call changes nothing. Below them are the
      errors of the SDK itself.`,
    ),
    ...parts,
    '## The SDK and the node',
    'What can go wrong between a program and the chain. The contracts know nothing of these.',
    ...local,
  ].join('\n\n')}\n`;
}

/** Every name that has its place on the page. */
export const groupedNames: readonly string[] = groups.flatMap(([, , names]) => names);
