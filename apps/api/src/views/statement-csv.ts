import { formatInstant } from '@hypothec/sdk';
import type { StatementView } from '../schemas/statement.ts';
import { csvTable } from './csv.ts';
import { exactDecimal, priceDecimals } from './decimal.ts';
import type { MoneyView } from './token.ts';

const columns = [
  'record',
  'kind',
  'time_utc',
  'time',
  'block',
  'log_index',
  'transaction_hash',
  'token',
  'token_address',
  'amount',
  'base_units',
  'debt_after',
  'price',
  'account',
  'detail',
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

const plain = ({ amount, decimals }: MoneyView): string => exactDecimal(BigInt(amount), decimals);

const money = (amount: MoneyView): Row => ({
  token: amount.symbol,
  token_address: amount.token,
  amount: plain(amount),
  base_units: amount.amount,
});

const instant = (time: number): Row => ({
  time_utc: formatInstant(BigInt(time)),
  time: `${time}`,
});

interface Placed {
  readonly block: number;
  readonly logIndex: number;
  readonly time: number;
  readonly transactionHash: string;
}

const place = ({ block, logIndex, time, transactionHash }: Placed): Row => ({
  ...instant(time),
  block: `${block}`,
  log_index: `${logIndex}`,
  transaction_hash: transactionHash,
});

function about(statement: StatementView): Row[] {
  const { asOf, chainId, book, loanId, borrower, creditor, rounding } = statement;
  const facts: readonly (readonly [string, string])[] = [
    ['loan', loanId],
    ['borrower', borrower],
    ['creditor', `${creditor.id} ${creditor.address} ${creditor.name}`],
    ['chain', `${chainId}`],
    ['book', book],
    ['rounding', rounding],
  ];
  return [
    ...facts.map(([kind, detail]) => ({ record: 'about', kind, detail })),
    { record: 'about', kind: 'as-of', ...instant(asOf.time), block: `${asOf.number}` },
  ];
}

function balances(statement: StatementView, which: 'opening' | 'closing'): Row[] {
  const { period, debt, collateral } = statement;
  const at = instant(which === 'opening' ? period.from : period.to);
  const block = which === 'opening' ? period.openingBlock : period.closingBlock;
  const shared = { record: which, ...at, block: block === null ? '' : `${block}` };
  return [
    { ...shared, kind: 'debt', ...money(debt[which]) },
    ...collateral.map((own) => ({ ...shared, kind: 'collateral', ...money(own[which]) })),
  ];
}

function movements({ movements: rows }: StatementView): Row[] {
  return rows.map((row) => ({
    record: 'movement',
    kind: row.kind,
    ...place(row),
    ...money(row.amount),
    debt_after: plain(row.debtAfter),
    account: row.account,
  }));
}

function calls({ calls: rows }: StatementView): Row[] {
  return rows.flatMap((call): Row[] => {
    const end = call.endedAt === null ? '' : `, ${formatInstant(BigInt(call.endedAt))}`;
    const at = place(call);
    return [
      {
        record: 'call',
        kind: call.reason,
        ...at,
        ...money(call.debt),
        account: call.caller,
        detail: `${call.outcome}${end}`,
      },
      { record: 'call-cure', kind: 'repayment', ...at, ...money(call.repayment) },
      ...call.topUps.map(({ amount }) => ({
        record: 'call-cure',
        kind: 'top-up',
        ...at,
        ...money(amount),
      })),
    ];
  });
}

function sales({ liquidations }: StatementView): Row[] {
  return liquidations.flatMap((sale): Row[] => {
    const decimals = priceDecimals(sale.repaid.decimals, sale.seized.decimals);
    const at = { ...place(sale), account: sale.liquidator };
    const sources = sale.sources.map(
      ({ feed, answer, updatedAt }) => `${feed} ${answer} ${formatInstant(BigInt(updatedAt))}`,
    );
    return [
      {
        record: 'sale',
        kind: `${sale.kind}-lot`,
        ...at,
        ...money(sale.seized),
        price: exactDecimal(BigInt(sale.price.high), decimals),
        detail: sources.join('; '),
      },
      { record: 'sale', kind: 'lot-value', ...at, ...money(sale.seizedValue) },
      { record: 'sale', kind: 'repaid', ...at, ...money(sale.repaid) },
      { record: 'sale', kind: 'bonus', ...at, ...money(sale.bonusPaid) },
      { record: 'sale', kind: 'bad-debt', ...at, ...money(sale.badDebt) },
    ];
  });
}

const total = (kind: string, amount: MoneyView): Row => ({
  record: 'total',
  kind,
  ...money(amount),
});

function totals({ debt, collateral, bonusPaid }: StatementView): Row[] {
  return [
    total('drawn', debt.drawn),
    total('fees', debt.fees),
    total('interest', debt.interest),
    total('repaid', debt.repaid),
    total('repaid-by-sales', debt.repaidBySales),
    total('bad-debt', debt.badDebt),
    total('bonus', bonusPaid),
    ...collateral.flatMap((own) => [
      total('pledged', own.pledged),
      total('withdrawn', own.withdrawn),
      total('seized', own.seized),
    ]),
  ];
}

/**
 * A statement as one table: each line says in `record` what it is. `amount` is in whole tokens and
 * exact, `base_units` the same in the smallest ones.
 */
export function statementCsv(statement: StatementView): string {
  return csvTable(columns, [
    ...about(statement),
    ...balances(statement, 'opening'),
    ...movements(statement),
    ...calls(statement),
    ...sales(statement),
    ...totals(statement),
    ...balances(statement, 'closing'),
  ]);
}
