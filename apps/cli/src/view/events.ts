import { parseLoanId } from '@hypothec/model';
import type { CollateralId, LoanId } from '@hypothec/model';
import { formatAmount, formatWad } from '@hypothec/sdk';
import type { ChainEvent, Rounding } from '@hypothec/sdk';
import { nameOf } from '../io/accounts.ts';
import type { Deployment } from '../io/folder.ts';
import type { ServiceNews } from '../io/service.ts';
import type { Tone } from '../text/output.ts';

/** An event told to people. */
export interface ToldEvent {
  readonly text: string;
  readonly tone: Tone;
}

type Token = Deployment['tokens'][number];

/** Digits after the point that tell a person enough: cents of dollars, more of coins. */
export function shownDigits({ decimals }: { readonly decimals: number }): number {
  return decimals <= 6 ? 2 : 4;
}

/** An amount for the view. */
export function shownAmount(amount: bigint, token: Token, rounding: Rounding = 'down'): string {
  return formatAmount(amount, token, { digits: shownDigits(token), rounding });
}

const nothing: Token = {
  symbol: '?',
  name: '',
  decimals: 0,
  kind: 'faucet',
  address: '0x0000000000000000000000000000000000000000',
};

/** A loan as people call it: whose it is and which of theirs. */
export function loanName(id: LoanId): string {
  const { borrower, number } = parseLoanId(id);
  const name = nameOf(borrower);
  return /^p\d+$/.test(name) && number === 1n ? name : `${name}/${number}`;
}

/** The tokens of a loan's market. */
export class Tokens {
  readonly #deployment: Deployment;

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  #symbol(symbol: string | undefined): Token {
    return this.#deployment.tokens.find((token) => token.symbol === symbol) ?? nothing;
  }

  pool(creditorId: number): Deployment['pools'][number] | undefined {
    return this.#deployment.pools.find((pool) => pool.creditorId === creditorId);
  }

  loanToken(id: LoanId): Token {
    return this.#symbol(this.pool(parseLoanId(id).creditorId)?.loanToken);
  }

  collateral(id: LoanId, collateralId: CollateralId): Token {
    const listings = this.pool(parseLoanId(id).creditorId)?.listings;
    return this.#symbol(listings?.find((item) => item.collateralId === collateralId)?.collateral);
  }
}

type Told<Name extends ChainEvent['event']> = Extract<ChainEvent, { readonly event: Name }>;

function toldLiquidation(event: Told<'Liquidated'>, tokens: Tokens): ToldEvent {
  const { id, repaid, seized, bonusWad, badDebt, collateralId } = event;
  const loan = tokens.loanToken(id);
  const sold = shownAmount(seized, tokens.collateral(id, collateralId));
  const lost = badDebt === 0n ? '' : `, bad debt ${shownAmount(badDebt, loan)}`;
  return {
    text:
      `${loanName(id)} sold: ${shownAmount(repaid, loan)} repaid, ${sold} seized, ` +
      `bonus ${formatWad(bonusWad)}${lost}`,
    tone: 'bad',
  };
}

/** Tells what happened to loans; null for what is bookkeeping. */
export function tellEvent(event: ChainEvent, tokens: Tokens): ToldEvent | null {
  switch (event.event) {
    case 'Drawn': {
      const amount = shownAmount(event.amount, tokens.loanToken(event.id));
      return { text: `${loanName(event.id)} drew ${amount}`, tone: 'quiet' };
    }
    case 'Pledged': {
      const token = tokens.collateral(event.id, event.collateralId);
      const amount = shownAmount(event.amount, token);
      return { text: `${loanName(event.id)} pledged ${amount}`, tone: 'quiet' };
    }
    case 'Withdrawn': {
      const token = tokens.collateral(event.id, event.collateralId);
      const amount = shownAmount(event.amount, token);
      return { text: `${loanName(event.id)} took out ${amount}`, tone: 'quiet' };
    }
    case 'Repaid': {
      const amount = shownAmount(event.repaid, tokens.loanToken(event.id));
      return { text: `${loanName(event.id)} repaid ${amount}`, tone: 'quiet' };
    }
    case 'Called': {
      const amount = shownAmount(event.repayment, tokens.loanToken(event.id), 'up');
      return { text: `${loanName(event.id)} called: ${amount} would cure it`, tone: 'warn' };
    }
    case 'Cleared':
      return { text: `${loanName(event.id)} is clear again`, tone: 'good' };
    case 'Liquidated':
      return toldLiquidation(event, tokens);
    case 'WrittenOff': {
      const amount = shownAmount(event.badDebt, tokens.loanToken(event.id));
      return { text: `${loanName(event.id)} written off: ${amount}`, tone: 'bad' };
    }
    default:
      return null;
  }
}

/** Tells what became of a service; null for what is as it should be. */
export function tellService(news: ServiceNews, apiUrl: string): ToldEvent | null {
  const { name, state, why, again } = news;
  if (state === 'down') return { text: `${name} is down, started again: ${why}`, tone: 'bad' };
  if (state !== 'ready') return null;
  if (again) return { text: `${name} is ready again`, tone: 'good' };
  return name === 'api' ? { text: `api is ready: ${apiUrl}/docs`, tone: 'good' } : null;
}
