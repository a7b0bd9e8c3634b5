import { type Measured, operations } from './operations.ts';

/** What one run measured. */
export interface Results {
  ours: Measured;
  morpho: Measured;
  aave: Measured;
}

/** One operation of the JSON output; gas of receipts. */
export interface Row {
  name: string;
  gas: number;
  target: number;
  morpho?: number;
  aave?: number;
}

export function rowsOf({ ours, morpho, aave }: Results): Row[] {
  return operations.map(({ key, name, target }) => ({
    name,
    gas: Number(ours[key]),
    target: Number(target),
    ...(morpho[key] === undefined ? {} : { morpho: Number(morpho[key]) }),
    ...(aave[key] === undefined ? {} : { aave: Number(aave[key]) }),
  }));
}

const heading = ['operation', 'ours', 'target', '', 'Morpho', 'ours/M', 'Aave', 'ours/A'];

const notes = [
  'Gas of transaction receipts, everything included. "over" marks a missed target.',
  'Morpho Blue 1.0.0 runs on the mock rate model of its package; its real one adds about 9,100',
  '  wherever interest accrues: in every row but "add collateral".',
  'Morpho and Aave have no open and close of their own: a minimal smart wallet makes both calls.',
  'Their one liquidation stands beside both of ours. They have no margin call, and Aave has no',
  '  accrual of its own.',
  "Aave's oracle takes a feed's answer without its age, Morpho's likewise; ours checks both.",
];

/** The table for people, with what must be known to read it. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ name, gas, target, morpho, aave }) => [
    name,
    grouped(gas),
    grouped(target),
    gas < target ? 'ok' : 'over',
    ...beside(gas, morpho),
    ...beside(gas, aave),
  ]);
  const widths = heading.map((title, i) =>
    Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const lines = [heading, ...cells].map((row) => row.map((cell, i) => pad(cell, i, widths)));
  return [...lines.map((line) => line.join('  ').trimEnd()), '', ...notes].join('\n');
}

function beside(gas: number, peer: number | undefined): [string, string] {
  return peer === undefined ? ['-', '-'] : [grouped(peer), (gas / peer).toFixed(2)];
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function grouped(gas: number): string {
  return gas.toLocaleString('en-GB');
}
