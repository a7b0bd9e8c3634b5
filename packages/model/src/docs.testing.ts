/** One section of a page of the documentation, and the numbers that the model gave for it. */
export class DocsSection {
  /** The section on one line, without the targets of its links. */
  readonly text: string;
  readonly #told = new Set<string>();

  /** A heading that is not there gives an empty section, which contains nothing. */
  constructor(markdown: string, heading: string) {
    const lines = markdown.split('\n');
    const from = lines.indexOf(`## ${heading}`) + 1;
    const length = lines.slice(from).findIndex((line) => line.startsWith('## '));
    const section = lines.slice(from, length === -1 ? undefined : from + length);
    const prose = from === 0 ? '' : section.join(' ');
    this.text = prose.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/\s+/g, ' ');
  }

  /** A number as pages write it, kept as one that the model gave. */
  tell(value: bigint, decimals = 0): string {
    const digits = value.toString().padStart(decimals + 1, '0');
    const whole = digits.slice(0, digits.length - decimals);
    const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
    const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
    const text = fraction === '' ? grouped : `${grouped}.${fraction}`;
    this.#told.add(text);
    return text;
  }

  /** Loan-token units of 6 decimals. */
  usd(amount: bigint): string {
    return `${this.tell(amount, 6)} USD`;
  }

  /** Collateral units of 8 decimals. */
  btc(amount: bigint): string {
    return `${this.tell(amount, 8)} BTC`;
  }

  /** A ratio, rounded to the nearest of `digits` after the point of the percentage. */
  percent(wad: bigint, digits = 2): string {
    const step = 10n ** BigInt(16 - digits);
    return `${this.tell((wad + step / 2n) / step, digits)} %`;
  }

  /** Basis points. */
  bps(ratio: bigint): string {
    return `${this.tell(ratio, 2)} %`;
  }

  /** Numbers in the section that were never told. */
  strangers(): readonly string[] {
    const numbers = this.text.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
    return numbers.filter((number) => !this.#told.has(number));
  }
}
