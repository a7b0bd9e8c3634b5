import Table from 'cli-table3';
import type { CreditorReport, ReplayReport } from './report.ts';

/** A number with grouped thousands and at most two digits after the point, cut. */
export function shown(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const kept = fraction.slice(0, 2).replace(/0+$/, '');
  return kept === '' ? grouped : `${grouped}.${kept}`;
}

/** A ratio as a percentage with at most two digits after the point, cut. */
export function percent(ratio: string): string {
  const [whole = '0', fraction = ''] = ratio.replace('-', '').split('.');
  const digits = `${whole}${fraction.padEnd(4, '0').slice(0, 4)}`;
  const hundredths = BigInt(digits).toString().padStart(3, '0');
  const sign = ratio.startsWith('-') && BigInt(digits) !== 0n ? '-' : '';
  return `${sign}${shown(`${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`)} %`;
}

function rowsOf(report: CreditorReport): readonly (readonly [string, string])[] {
  const { loans, calls, liquidations, borrowersCost, firstLoss, lenders, loanToken } = report;
  const money = (amount: string): string => `${shown(amount)} ${loanToken}`;
  const { soft, hard, seized } = liquidations;
  const cures = [calls['curedByPrice'], calls['curedByTopUp'], calls['curedByRepayment']];
  return [
    ['loans', `${loans.opened}, drawn ${money(loans.drawn)}`],
    ['called', `${loans.called} loans, ${calls.made} calls`],
    ['  cured', `${cures[0]} by price, ${cures[1]} by pledging, ${cures[2]} by repaying`],
    ['  ended otherwise', `${calls['endedBySale']} by a sale, ${calls['lapsed']} lapsed`],
    ['  open at the end', `${calls['openAtTheEnd']}`],
    ['liquidated', `${loans.liquidated} loans`],
    ['  soft', `${soft.loans} loans, ${soft.sales} sales, ${money(soft.repaid)} repaid`],
    ['  hard', `${hard.loans} loans, ${hard.sales} sales, ${money(hard.repaid)} repaid`],
    [
      '  seized',
      seized.map(({ amount, collateral }) => `${shown(amount)} ${collateral}`).join(', ') || '–',
    ],
    ['  worth', money(liquidations.seizedValue)],
    ['cost to borrowers', money(borrowersCost.bonus)],
    ['  of liquidated debt', percent(borrowersCost.ofLiquidatedDebt)],
    ['  of all drawn', percent(borrowersCost.ofAllDrawn)],
    ['bad debt', money(report.badDebt)],
    ['  borne by first loss', `${money(firstLoss.bore)}, left ${money(firstLoss.after)}`],
    ['lenders', `${money(lenders.before)} became ${money(lenders.after)}`],
    ['  result', `${money(lenders.result)}, ${percent(lenders.returnAYear)} a year`],
  ];
}

/** Columns of a pool's table: 80 in all with the lines between them. */
const POOL_WIDTHS = [24, 53];

/** Without lines between rows, which a reader does not need. */
function table(head: string[], rightFrom: number, colWidths: number[] = []): Table.Table {
  return new Table({
    head,
    colWidths,
    wordWrap: true,
    colAligns: head.map((_, index) => (index < rightFrom ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
}

/** The report as tables for people, within 80 columns. */
export function reportText(report: ReplayReport): string {
  const { history, population, gas, check, chain } = report;
  const parts = [
    `${history.title}\n${history.from} to ${history.to}, ${history.prices} prices, ` +
      `${population.loans} loans, seed ${population.seed}`,
  ];
  for (const creditor of report.creditors) {
    const own = table([`${creditor.loanToken} pool`, ''], 2, POOL_WIDTHS);
    own.push(...rowsOf(creditor).map((row) => [...row]));
    parts.push(own.toString());
  }
  const gasTable = table(['gas', 'acts', 'transactions', 'in all', 'each'], 1);
  for (const row of gas) {
    const { act, acts, transactions } = row;
    gasTable.push([act, `${acts}`, `${transactions}`, shown(row.gas), shown(row.gasEach)]);
  }
  if (gas.length > 0) parts.push(gasTable.toString());
  const lines = check.lines.map(({ what, compared, differences }) => {
    const bad = differences.map((difference) => `\n    ${difference}`).join('');
    return `  ${differences.length === 0 ? '✓' : '✗'} ${what} (${compared} compared)${bad}`;
  });
  parts.push(
    `Closing check: ${check.holds ? 'holds' : 'DOES NOT HOLD'}\n${lines.join('\n')}\n` +
      `  ✓ ${chain.eventsCompared} events of ${chain.transactions} transactions in ` +
      `${chain.blocks} blocks are the model’s`,
  );
  return parts.join('\n\n');
}
