import { parseLoanId } from '@hypothec/model';
import type { Address, LoanId } from '@hypothec/model';
import { readEvents, readSnapshot, readSnapshots } from '@hypothec/sdk';
import type { Snapshot } from '@hypothec/sdk';
import { CliError, UsageError } from '../errors.ts';
import { populationAddress } from '../people/population.ts';
import { loanName } from '../view/events.ts';
import { addressOf, isAccountName, nameOf } from './accounts.ts';
import type { Session } from './session.ts';

/** Every loan that anything was ever pledged to, in the order of the first pledge. */
export async function knownLoans(session: Session): Promise<readonly LoanId[]> {
  const { book } = session.deployment;
  const placed = await readEvents(session.client, { book, pools: [], fromBlock: 0n });
  const pledged = placed.flatMap(({ event }) => (event.event === 'Pledged' ? [event.id] : []));
  return [...new Set(pledged)];
}

/** The loans of a borrower. */
export async function loansOf(session: Session, borrower: Address): Promise<readonly LoanId[]> {
  const all = await knownLoans(session);
  return all.filter((id) => parseLoanId(id).borrower === borrower);
}

/** Whether a text reads as a loan: `alice/1`, `p007`, an address with a number, or an id. */
export function looksLikeLoan(text: string): boolean {
  return /^(?:[a-z]+\/\d+|p\d{1,6}(?:\/\d+)?|0x[0-9a-fA-F]{40}\/\d+|0x[0-9a-fA-F]{64})$/.test(text);
}

function borrowerNamed(name: string): Address {
  if (name.startsWith('0x')) return name.toLowerCase() as Address;
  const populated = /^p(\d+)$/.exec(name)?.[1];
  if (populated !== undefined) return populationAddress(Number(populated));
  if (isAccountName(name)) return addressOf(name);
  throw new UsageError(`There is no borrower "${name}". Loans are called such as alice/1 or p007.`);
}

async function onlyLoan(session: Session, borrower: Address): Promise<LoanId> {
  const ids = await loansOf(session, borrower);
  const snapshots = await readSnapshots(session.client, { book: session.deployment.book, ids });
  const open = snapshots.filter(({ loan }) => loan.holdings.length > 0).map(({ id }) => id);
  const [only, another] = open;
  if (only === undefined) {
    throw new CliError(
      `${nameOf(borrower)} has no loan. Open one: hypothec loan open --pledge 0.5 BTC ` +
        '--draw 1500 USDC.',
    );
  }
  if (another === undefined) return only;
  const names = open.map(loanName).join(', ');
  throw new UsageError(`${nameOf(borrower)} has several loans. Say which one: ${names}.`);
}

/**
 * Finds the loan that a command is about.
 *
 * @param given - `alice/1`, `p007`, an id, or nothing for the only loan of whoever signs.
 */
export async function resolveLoan(
  session: Session,
  given: string | undefined,
  own: Address,
): Promise<LoanId> {
  if (given === undefined) return onlyLoan(session, own);
  if (/^0x[0-9a-fA-F]{64}$/.test(given)) return given.toLowerCase() as LoanId;
  const match = /^([a-z]+|p\d{1,6}|0x[0-9a-fA-F]{40})(?:\/(\d{1,20}))?$/.exec(given);
  if (match === null) {
    throw new UsageError(`"${given}" is no loan. Allowed: such as alice/1, p007 or a loan's id.`);
  }
  const [, name = '', number = '1'] = match;
  const borrower = borrowerNamed(name);
  const ids = await loansOf(session, borrower);
  const found = ids.find((id) => parseLoanId(id).number === BigInt(number));
  if (found !== undefined) return found;
  const names = ids.map(loanName).join(', ') || 'none';
  throw new CliError(`There is no loan ${given}. Loans of ${name}: ${names}.`);
}

/** The number that the next loan of a borrower gets. */
export async function nextNumber(session: Session, borrower: Address): Promise<bigint> {
  const numbers = (await loansOf(session, borrower)).map((id) => parseLoanId(id).number);
  return numbers.reduce((most, number) => (number > most ? number : most), 0n) + 1n;
}

/** A loan with its market, as of the newest block. */
export function snapshotOf(session: Session, id: LoanId): Promise<Snapshot> {
  return readSnapshot(session.client, { book: session.deployment.book, id });
}
