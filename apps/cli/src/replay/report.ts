import { tokenOf } from '@hypothec/config';
import type { StackConfig } from '@hypothec/config';
import { totalAssets } from '@hypothec/model';
import type { Pool } from '@hypothec/model';
import { decimalText } from '../text/units.ts';
import type { Checked } from './check.ts';
import { shareWad } from './ledger.ts';
import type { CreditorFigures, Ending, SaleFigures } from './ledger.ts';
import type { Mirror } from './mirror.ts';

/** A pool at the start of the history. */
export interface PoolStart {
  readonly loanToken: string;
  readonly creditorId: number;
  /** Symbols by the listing's id. */
  readonly collaterals: ReadonlyMap<number, string>;
  readonly loans: number;
  readonly drawn: bigint;
  readonly lenderAssets: bigint;
  readonly firstLoss: bigint;
  readonly now: bigint;
}

/** Gas of one kind of act. */
export interface GasFigures {
  readonly act: string;
  readonly acts: number;
  readonly transactions: number;
  readonly gas: string;
  readonly gasEach: string;
}

/** Amounts are exact decimals of whole tokens; ratios are exact decimals, 0.01 = 1 %. */
export interface CreditorReport {
  readonly loanToken: string;
  readonly loans: {
    readonly opened: number;
    readonly drawn: string;
    readonly called: number;
    readonly liquidated: number;
  };
  readonly calls: { readonly made: number } & Readonly<Record<string, number>>;
  readonly liquidations: {
    readonly soft: SaleReport;
    readonly hard: SaleReport;
    readonly seized: readonly { readonly collateral: string; readonly amount: string }[];
    readonly seizedValue: string;
    readonly repaid: string;
  };
  readonly borrowersCost: {
    readonly bonus: string;
    readonly ofLiquidatedDebt: string;
    readonly ofAllDrawn: string;
  };
  readonly badDebt: string;
  readonly firstLoss: { readonly before: string; readonly after: string; readonly bore: string };
  readonly lenders: {
    readonly before: string;
    readonly after: string;
    readonly result: string;
    readonly return: string;
    readonly returnAYear: string;
    readonly lost: string;
  };
}

interface SaleReport {
  readonly loans: number;
  readonly sales: number;
  readonly repaid: string;
  readonly seizedValue: string;
}

/** A whole replay, as written by `--report`. */
export interface ReplayReport {
  readonly version: 1;
  readonly history: {
    readonly title: string;
    readonly description: string;
    readonly from: string;
    readonly to: string;
    readonly prices: number;
  };
  readonly population: { readonly loans: number; readonly seed: string };
  readonly assumptions: Readonly<Record<string, string>>;
  readonly creditors: readonly CreditorReport[];
  readonly gas: readonly GasFigures[];
  readonly check: { readonly holds: boolean; readonly lines: readonly Checked[] };
  readonly chain: {
    readonly blocks: number;
    readonly transactions: number;
    readonly eventsCompared: number;
  };
}

const YEAR = 31_536_000n;
const WAD_DECIMALS = 18;

const endingNames: Readonly<Record<Ending, string>> = {
  price: 'curedByPrice',
  'top-up': 'curedByTopUp',
  repayment: 'curedByRepayment',
  sale: 'endedBySale',
  lapse: 'lapsed',
  open: 'openAtTheEnd',
};

function ratio(part: bigint, whole: bigint): string {
  const sign = part < 0n ? '-' : '';
  return sign + decimalText(shareWad(part < 0n ? -part : part, whole), WAD_DECIMALS);
}

function saleReport(sale: SaleFigures, text: (amount: bigint) => string): SaleReport {
  const { loans, sales, repaid, seizedValue } = sale;
  return { loans, sales, repaid: text(repaid), seizedValue: text(seizedValue) };
}

/** What became of one creditor's loans and lenders. */
export function creditorReport(
  stack: StackConfig,
  mirror: Mirror,
  start: PoolStart,
  figures: CreditorFigures,
): CreditorReport {
  const { decimals } = tokenOf(stack, start.loanToken);
  const text = (amount: bigint): string => decimalText(amount, decimals);
  const pool: Pool = mirror.pool(start.creditorId);
  const after = totalAssets(pool, mirror.now);
  const result = after - start.lenderAssets;
  const elapsed = mirror.now - start.now;
  const seized = [...figures.seized].map(([collateralId, amount]) => {
    const token = tokenOf(stack, start.collaterals.get(collateralId) ?? '');
    return { collateral: token.symbol, amount: decimalText(amount, token.decimals) };
  });
  const endings = Object.entries(figures.endings).map(([ending, count]) => [
    endingNames[ending as Ending],
    count,
  ]);
  return {
    loanToken: start.loanToken,
    loans: {
      opened: start.loans,
      drawn: text(start.drawn),
      called: figures.calledLoans,
      liquidated: figures.liquidatedLoans,
    },
    calls: { made: figures.calls, ...(Object.fromEntries(endings) as Record<string, number>) },
    liquidations: {
      soft: saleReport(figures.soft, text),
      hard: saleReport(figures.hard, text),
      seized,
      seizedValue: text(figures.seizedValue),
      repaid: text(figures.repaid),
    },
    borrowersCost: {
      bonus: text(figures.bonusPaid),
      ofLiquidatedDebt: ratio(figures.bonusPaid, figures.liquidatedDebt),
      ofAllDrawn: ratio(figures.bonusPaid, start.drawn),
    },
    badDebt: text(figures.badDebt),
    firstLoss: {
      before: text(start.firstLoss),
      after: text(pool.firstLoss),
      bore: text(figures.borne),
    },
    lenders: {
      before: text(start.lenderAssets),
      after: text(after),
      result: text(result),
      return: ratio(result, start.lenderAssets),
      returnAYear: ratio(result * YEAR, start.lenderAssets * (elapsed === 0n ? 1n : elapsed)),
      lost: text(figures.badDebt - figures.borne),
    },
  };
}
