import { formatInstant } from '@hypothec/sdk';
import type { StatementView } from '../schemas/statement.ts';
import { exactDecimal, groupedDecimal, priceDecimals } from './decimal.ts';
import { Sheet } from './pdf.ts';
import type { Column, Row } from './pdf.ts';
import type { MoneyView } from './token.ts';

/** An amount whose token is named elsewhere. */
const bare = ({ amount, decimals }: MoneyView): string => groupedDecimal(BigInt(amount), decimals);

/** Names are whatever anyone put on the chain: on paper they stay short and on one line. */
function short(name: string, most = 16): string {
  const line = name.replaceAll(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 3)}...` : line;
}

const money = (amount: MoneyView): string => `${bare(amount)} ${short(amount.symbol)}`;

const instant = (time: number): string => formatInstant(BigInt(time));

const percent = (wad: string): string => `${exactDecimal(BigInt(wad), 16)} %`;

const kinds: Readonly<Record<StatementView['movements'][number]['kind'], string>> = {
  pledge: 'Pledged',
  withdraw: 'Withdrawn',
  draw: 'Drawn',
  repay: 'Repaid',
  'call-fee': 'Fee of a margin call',
  sale: 'Repaid by a sale',
};

const outcomes: Readonly<Record<StatementView['calls'][number]['outcome'], string>> = {
  price: 'Cured by price',
  'top-up': 'Cured by a top-up',
  repayment: 'Cured by repayment',
  sale: 'Ended by a sale',
  lapse: 'Lapsed',
  open: 'Open',
};

function aboutLoan(sheet: Sheet, statement: StatementView): void {
  const { asOf, chainId, book, loanId, borrower, creditor, openedAt } = statement;
  sheet.facts([
    ['Loan', loanId],
    ['Borrower', borrower],
    ['Creditor', `${creditor.id}${creditor.name === '' ? '' : `, ${short(creditor.name, 60)}`}`],
    ['', creditor.address],
    ['Book', book],
    ['Chain', `${chainId}`],
    ['Opened', instant(openedAt)],
    ['As of', `block ${asOf.number}, ${instant(asOf.time)}`],
    ['', asOf.hash],
  ]);
}

const line = (name: string, amount: MoneyView, sign = ''): Row => ({
  cells: [name, `${amount.amount === '0' ? '' : sign}${money(amount)}`],
});

function debt(sheet: Sheet, { debt: own, period }: StatementView): void {
  const columns: readonly Column[] = [
    { title: 'What', share: 3 },
    { title: 'Amount', share: 2, align: 'right' },
  ];
  sheet.table('Debt', columns, [
    { ...line(`Owed at ${instant(period.from)}`, own.opening), strong: true },
    line('Drawn', own.drawn),
    line('Fees of margin calls', own.fees),
    line('Interest', own.interest),
    line('Repaid', own.repaid, '-'),
    line('Repaid by sales', own.repaidBySales, '-'),
    line('Written off', own.badDebt, '-'),
    { ...line(`Owed at ${instant(period.to)}`, own.closing), strong: true },
  ]);
}

function collateral(sheet: Sheet, { collateral: rows }: StatementView): void {
  if (rows.length === 0) return;
  const right = { share: 2, align: 'right' } as const;
  sheet.table(
    'Collateral',
    [
      { title: 'Token', share: 1.2 },
      { title: 'Opening', ...right },
      { title: 'Pledged', ...right },
      { title: 'Withdrawn', ...right },
      { title: 'Seized', ...right },
      { title: 'Closing', ...right },
    ],
    rows.map(({ opening, pledged, withdrawn, seized, closing }) => ({
      cells: [short(opening.symbol), ...[opening, pledged, withdrawn, seized, closing].map(bare)],
    })),
  );
}

function movements(sheet: Sheet, { movements: rows }: StatementView): void {
  if (rows.length === 0) {
    sheet.heading('Movements');
    sheet.paragraph('Nothing moved in this period.');
    return;
  }
  sheet.table(
    'Movements',
    [
      { title: 'Date', share: 2.4 },
      { title: 'What', share: 2 },
      { title: 'Amount', share: 2.4, align: 'right' },
      { title: 'Owed after it', share: 2.4, align: 'right' },
    ],
    rows.map((row) => ({
      cells: [instant(row.time), kinds[row.kind], money(row.amount), money(row.debtAfter)],
      notes: [`${row.transactionHash}  block ${row.block}`],
    })),
  );
}

function calls(sheet: Sheet, { calls: rows }: StatementView): void {
  if (rows.length === 0) return;
  sheet.table(
    'Margin calls',
    [
      { title: 'Made', share: 2.4 },
      { title: 'Owed then', share: 2, align: 'right' },
      { title: 'Either would have cured it', share: 3 },
      { title: 'How it ended', share: 2.4 },
    ],
    rows.map((call) => {
      const pledges = call.topUps.map(({ amount }) => `pledge ${money(amount)}`);
      const end = call.endedAt === null ? '' : `\n${instant(call.endedAt)}`;
      const until = call.cureEnd === null ? 'no end' : instant(call.cureEnd);
      return {
        cells: [
          instant(call.time),
          money(call.debt),
          [`repay ${money(call.repayment)}`, ...pledges].join('\n'),
          `${outcomes[call.outcome]}${end}`,
        ],
        notes: [`cure window until ${until}`, call.transactionHash],
      };
    }),
  );
}

function sales(sheet: Sheet, { liquidations, bonusPaid }: StatementView): void {
  if (liquidations.length === 0) return;
  // One loan has one loan token: named once, the columns stay narrow.
  const symbol = short(bonusPaid.symbol);
  sheet.table(
    'Sales of collateral',
    [
      { title: 'Date', share: 2.6 },
      { title: 'Lot', share: 2 },
      { title: `Price, ${symbol}`, share: 1.6, align: 'right' },
      { title: `Worth, ${symbol}`, share: 1.8, align: 'right' },
      { title: `Repaid, ${symbol}`, share: 1.8, align: 'right' },
      { title: `Bonus, ${symbol}`, share: 1.7, align: 'right' },
    ],
    liquidations.map((sale) => {
      const decimals = priceDecimals(sale.repaid.decimals, sale.seized.decimals);
      const price = groupedDecimal(BigInt(sale.price.high), decimals);
      const bad = sale.badDebt.amount === '0' ? '' : `, written off ${money(sale.badDebt)}`;
      return {
        cells: [
          instant(sale.time),
          money(sale.seized),
          price,
          bare(sale.seizedValue),
          bare(sale.repaid),
          bare(sale.bonusPaid),
        ],
        notes: [
          `${sale.kind}, bonus ${percent(sale.bonus)}${bad}`,
          ...sale.sources.map(
            ({ feed, answer, updatedAt }) => `feed ${feed} ${answer} at ${instant(updatedAt)}`,
          ),
          sale.transactionHash,
        ],
      };
    }),
  );
  sheet.paragraph(`Bonus in all: ${money(bonusPaid)}, what the lots were worth beyond the debt.`);
}

/** A statement to read and to file: A4, with the same bytes for the same state. */
export async function statementPdf(statement: StatementView): Promise<Buffer> {
  const { period, asOf, loanId, rounding } = statement;
  const sheet = new Sheet(`Statement of loan ${loanId}`, new Date(asOf.time * 1000));
  sheet.title('Loan statement', `${instant(period.from)} to ${instant(period.to)}`);
  aboutLoan(sheet, statement);
  debt(sheet, statement);
  collateral(sheet, statement);
  movements(sheet, statement);
  calls(sheet, statement);
  sales(sheet, statement);
  sheet.heading('How it is reckoned');
  sheet.paragraph(rounding);
  return sheet.end(`Hypothec  loan ${loanId}  as of block ${asOf.number}`);
}
