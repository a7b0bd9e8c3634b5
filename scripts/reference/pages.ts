import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from '../lib/root.ts';
import { readNatspec } from './natspec.ts';
import type { Item } from './natspec.ts';
import { renderPage } from './page.ts';
import type { Part } from './page.ts';

function read(path: string): readonly Item[] {
  return readNatspec(readFileSync(join(contractsFolder, 'src', path), 'utf8'));
}

function pick(items: readonly Item[], ...kinds: readonly Item['kind'][]): readonly Item[] {
  return items.filter(({ kind }) => kinds.includes(kind));
}

/** What can be called from outside, and is not described where it is inherited from. */
function open(items: readonly Item[]): readonly Item[] {
  return pick(items, 'function', 'getter').filter(
    ({ kind, code, notice }) =>
      kind === 'getter' || (/ (?:external|public)\b/.test(code) && notice !== ''),
  );
}

const isView = ({ code }: Item): boolean => / (?:view|pure)\b/.test(code);

function said(about: string | undefined): { about?: string } {
  return about === undefined ? {} : { about };
}

/** Functions that change something, functions that read, events and types of one file. */
function partsOf(items: readonly Item[], reads?: string, acts?: string): readonly Part[] {
  const functions = pick(items, 'function');
  return [
    { title: 'Actions', items: functions.filter((item) => !isView(item)), ...said(acts) },
    { title: 'Reads', items: functions.filter(isView), ...said(reads) },
    { title: 'Events', items: pick(items, 'event') },
    { title: 'Types', items: pick(items, 'struct', 'enum') },
  ];
}

function loanBook(): string {
  const types = ['types/Loan.sol', 'types/Terms.sol'].flatMap((path) =>
    pick(read(path), 'struct', 'enum'),
  );
  return renderPage(
    'LoanBook',
    `Every loan: its collateral, its margin call, its liquidation. No owner, no pause, no
     upgrade. The head comment of \`contracts/src/LoanBook.sol\` tells how the parts work
     together; [errors](../errors.md) has what each action can refuse. A \`LoanId\` is 32
     bytes: borrower (160 bits), creditor id (32), and a number that the borrower chooses (64).
     A \`CollateralId\` is one byte: the ordinal of the listing (5 bits) and its risk class
     (3).`,
    partsOf(
      [...read('interfaces/ILoanBook.sol'), ...types],
      'Also `eip712Domain()` of ERC-5267: name "Hypothec LoanBook", version "1".',
      `Also \`multicall(bytes[])\`: several of these in one transaction, by the same caller, all
     or none.`,
    ),
  );
}

function lendingPool(): string {
  const rates = pick(read('credit/rates/KinkedRate.sol'), 'struct');
  return renderPage(
    'LendingPool',
    `A pool of one loan token. For lenders it is an ERC-4626 vault, for the book an
     [ICreditor](creditor.md), for its curator what is below. Functions marked delayed or
     instant are \`restricted\` by the access manager ([curate a
     pool](../../guides/curator.md)).`,
    partsOf(
      [...read('interfaces/ILendingPool.sol'), ...rates],
      `Of ERC-4626 and ERC-20 also: \`asset\`, \`totalAssets\`, \`convertToShares\`,
     \`convertToAssets\`, \`maxDeposit\`, \`maxMint\`, \`maxWithdraw\`, \`maxRedeem\`,
     \`previewDeposit\`, \`previewMint\`, \`previewWithdraw\`, \`previewRedeem\`, \`name\`,
     \`symbol\`, \`decimals\`, \`totalSupply\`, \`balanceOf\`, \`allowance\`; of ERC-2612
     \`nonces\` and \`DOMAIN_SEPARATOR\`; of the access manager \`authority\` and
     \`isConsumingScheduledOp\`.`,
      `Of ERC-4626 and ERC-20 also: \`deposit\`, \`mint\`, \`withdraw\`, \`redeem\`,
     \`transfer\`, \`transferFrom\`, \`approve\`, and \`permit\` of ERC-2612; with their events
     \`Deposit\`, \`Withdraw\`, \`Transfer\` and \`Approval\`. Of the access manager
     \`setAuthority\`, for the manager alone, with \`AuthorityUpdated\`.`,
    ),
  );
}

function creditor(): string {
  return renderPage(
    'ICreditor',
    `What a creditor answers to the book. \`LendingPool\` is one; a contract with terms or with
     its own stablecoin would be another. Write one only if you know \`LoanBook\` well.`,
    partsOf(read('credit/ICreditor.sol')),
  );
}

function lens(): string {
  return renderPage(
    'LoanLens',
    'Reads for front ends and keepers, one call each. It has no state and no privileges.',
    partsOf(read('interfaces/ILoanLens.sol')),
  );
}

function gateway(): string {
  return renderPage(
    'Gateway',
    `One-transaction flows with permits and native coin. It has no privileges and holds nothing
     between transactions.`,
    partsOf(read('interfaces/IGateway.sol')),
  );
}

function callback(): string {
  return renderPage(
    'ILiquidationCallback',
    `What a contract implements to liquidate without capital ([run a
     liquidator](../../guides/liquidator.md)).`,
    partsOf(read('interfaces/ILiquidationCallback.sol')),
  );
}

function oracles(): string {
  const adapter = (name: string, about: string): Part => {
    const items = read(`oracles/${name}.sol`);
    return { title: name, about, items: [...pick(items, 'struct', 'event'), ...open(items)] };
  };
  return renderPage(
    'Oracles',
    `What every oracle answers, and the adapters. [Oracles](../../concepts/oracles.md) tells
     what low and high are for; [add an oracle](../../guides/oracle.md) how to list one.`,
    [
      { title: 'IPriceOracle', items: open(read('interfaces/IPriceOracle.sol')) },
      adapter('FeedOracle', 'A price from one or two aggregator feeds.'),
      adapter('TwoSourceOracle', 'Two oracles that must agree.'),
      adapter(
        'ExchangeRateOracle',
        'A token worth a growing number of another: staked ETH and its kind.',
      ),
    ],
  );
}

/** Every page of `docs/reference/contracts` by its name. */
export function contractPages(): ReadonlyMap<string, string> {
  return new Map([
    ['loan-book.md', loanBook()],
    ['lending-pool.md', lendingPool()],
    ['creditor.md', creditor()],
    ['lens.md', lens()],
    ['gateway.md', gateway()],
    ['callback.md', callback()],
    ['oracles.md', oracles()],
  ]);
}
