/**
 * A whole number of the smallest units as an exact decimal, without separators or zeros at the end.
 *
 * @param decimals - May be negative: the number is then multiplied.
 */
export function exactDecimal(units: bigint, decimals: number): string {
  if (decimals <= 0) return `${units * 10n ** BigInt(-decimals)}`;
  const sign = units < 0n ? '-' : '';
  const digits = `${units < 0n ? -units : units}`.padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const whole = digits.slice(0, -decimals);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The same with a comma after every three digits of the whole part, for people. */
export function groupedDecimal(units: bigint, decimals: number): string {
  const [whole = '', fraction] = exactDecimal(units, decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Prices have loan units by collateral units times `1e36`. */
const PRICE_DECIMALS = 36;

/** Of how many decimals a price is, as loan tokens for one whole collateral token. */
export function priceDecimals(loanDecimals: number, collateralDecimals: number): number {
  return PRICE_DECIMALS + loanDecimals - collateralDecimals;
}
