/** What spreadsheets take for a formula at the beginning of a cell. */
const FORMULA = /^[=+\-@\t\r]/;
/** A number is none, whatever its sign. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * A cell (RFC 4180). Text that a spreadsheet would run gets an apostrophe before it, since names of
 * tokens and lenders are whatever anyone put on the chain; a negative number stays one.
 */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table with a header (RFC 4180), each line ended by CRLF. */
export function csvTable<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Partial<Record<Column, string>>>[],
): string {
  const lines = rows.map((row) => columns.map((column) => csvCell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}
