import { type AbiEntry, type ContractName, readAbi, signatureOf } from './artifacts.ts';

/** One generated file: some contracts' entries under one constant. */
export interface AbiFile {
  /** `loanBook` gives `loan-book.ts` with `loanBookAbi`. */
  readonly name: string;
  readonly contracts: readonly ContractName[];
  /** Said at the constant. */
  readonly about: string;
  /** Which entries to keep; all without it. */
  readonly keep?: (entry: AbiEntry) => boolean;
}

const isError = ({ type }: AbiEntry): boolean => type === 'error';

const deployed: readonly AbiFile[] = [
  { name: 'loanBook', contracts: ['LoanBook'], about: 'The book of loans.' },
  { name: 'lendingPool', contracts: ['LendingPool'], about: 'A pool and its shares.' },
  { name: 'feedOracle', contracts: ['FeedOracle'], about: 'A price from one or two feeds.' },
  {
    name: 'twoSourceOracle',
    contracts: ['TwoSourceOracle'],
    about: 'Two oracles that must agree.',
  },
  {
    name: 'exchangeRateOracle',
    contracts: ['ExchangeRateOracle'],
    about: 'A token worth a growing number of another.',
  },
  { name: 'gateway', contracts: ['Gateway'], about: 'One-transaction flows.' },
  { name: 'loanLens', contracts: ['LoanLens'], about: 'Reads in one call each.' },
  { name: 'accessManager', contracts: ['AccessManager'], about: 'Who may curate a pool.' },
];

const local: readonly AbiFile[] = [
  { name: 'faucetToken', contracts: ['FaucetToken'], about: 'Local chain: a free token.' },
  { name: 'settableFeed', contracts: ['SettableFeed'], about: 'Local chain: a settable feed.' },
  { name: 'settableRate', contracts: ['SettableRate'], about: 'Local chain: a settable rate.' },
  {
    name: 'localWrappedNative',
    contracts: ['LocalWrappedNative'],
    about: 'Local chain: the wrapped native coin.',
  },
];

const interfaces: readonly AbiFile[] = [
  {
    name: 'priceOracle',
    contracts: ['IPriceOracle'],
    about: 'What every oracle answers.',
  },
  {
    name: 'aggregatorFeed',
    contracts: [{ file: 'StaticRead.sol', contract: 'IAggregatorFeed' }],
    about: 'What every aggregator feed answers.',
  },
  {
    name: 'erc20',
    contracts: ['IERC20Metadata', 'IERC20Permit', 'IERC5267'],
    about: 'A token, with its permit where it has one.',
  },
];

// Libraries that revert by hand: the compiler does not see that contracts with them have these
// errors, so no contract's ABI names them.
const byHand: readonly AbiFile[] = [
  { name: 'SafeTransferLib', contracts: ['SafeTransferLib'], about: '' },
  {
    name: 'FixedPointMathLib',
    contracts: ['FixedPointMathLib'],
    about: '',
    keep: ({ name = '' }) => ['DivFailed', 'FullMulDivFailed', 'MulDivFailed'].includes(name),
  },
  { name: 'SafeCastLib', contracts: ['SafeCastLib'], about: '' },
  { name: 'SSTORE2', contracts: ['SSTORE2'], about: '' },
];

const files = [...deployed, ...local, ...interfaces];

/** Every contract that the generated files are made of. */
export const sources: readonly ContractName[] = [...files, ...byHand].flatMap(
  ({ contracts }) => contracts,
);

const order = ['constructor', 'fallback', 'receive', 'function', 'event', 'error'];

/** Entries of all the contracts, each once, in an order that depends on nothing else. */
function merge(entries: readonly AbiEntry[]): AbiEntry[] {
  const unique = new Map(entries.map((entry) => [signatureOf(entry), entry]));
  return [...unique]
    .toSorted(([a, x], [b, y]) => order.indexOf(x.type) - order.indexOf(y.type) || (a < b ? -1 : 1))
    .map(([, entry]) => entry);
}

function entriesOf({ contracts, keep = () => true }: AbiFile): AbiEntry[] {
  return contracts.flatMap((contract) => readAbi(contract).filter(keep));
}

function render(name: string, about: string, entries: readonly AbiEntry[]): string {
  const lines = merge(entries).map((entry) => `  ${JSON.stringify(entry)},`);
  return [
    '// Written by `npm run generate` from the build of the contracts. Do not edit.',
    '',
    `/** ${about} */`,
    `export const ${name} = [`,
    ...lines,
    '] as const;',
    '',
  ].join('\n');
}

function dashed(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Every generated file by its name, from the build as it is. */
export function renderAbis(): ReadonlyMap<string, string> {
  const rendered = new Map<string, string>();
  for (const file of files) {
    rendered.set(`${dashed(file.name)}.ts`, render(`${file.name}Abi`, file.about, entriesOf(file)));
  }
  const errors = [...files, ...byHand].flatMap(entriesOf).filter(isError);
  const about = 'Every error that a call to any of these contracts can end with, each once.';
  rendered.set('errors.ts', render('errorsAbi', about, errors));
  const names = [...rendered.keys()].toSorted();
  const index = names.map((name) => `export * from './${name}';`);
  rendered.set('index.ts', `${index.join('\n')}\n`);
  return rendered;
}
