import Pdf from 'pdfkit';

/** A column of a table; widths are shares of the page's. */
export interface Column {
  readonly title: string;
  readonly share: number;
  readonly align?: 'left' | 'right';
}

/** A row of a table, with small lines of its own below it. */
export interface Row {
  readonly cells: readonly string[];
  readonly notes?: readonly string[];
  readonly strong?: boolean;
}

const MARGIN = 48;
const FOOTER = 36;
const PAD = 4;
const sizes = { title: 20, heading: 12, text: 9, small: 7 } as const;
const ink = { text: '#1a1a1a', pale: '#666666', line: '#cccccc', band: '#f2f4f7' } as const;
const fonts = { plain: 'Helvetica', strong: 'Helvetica-Bold', fixed: 'Courier' } as const;

/** The fonts that every reader has are of Latin-1; anyone can put anything into a token's name. */
export function latin(text: string): string {
  return text
    .replaceAll('−', '-')
    .replaceAll('’', "'")
    .replaceAll(/[^\n\u{20}-\u{7e}\u{a0}-\u{ff}]/gu, '?');
}

/** An A4 document that grows downwards; the same calls make the same bytes. */
export class Sheet {
  readonly #doc: PDFKit.PDFDocument;
  readonly #bytes: Promise<Buffer>;

  /** @param made - The date that the document bears. */
  constructor(title: string, made: Date) {
    this.#doc = new Pdf({
      size: 'A4',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOTER },
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      // A compressor for each page holds memory that is given back late, for a few kilobytes.
      compress: false,
      info: { Title: latin(title), Creator: 'Hypothec', CreationDate: made, ModDate: made },
    });
    const doc = this.#doc;
    this.#bytes = new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      doc.on('data', (part: Buffer) => parts.push(part));
      doc.on('end', () => resolve(Buffer.concat(parts)));
      doc.on('error', reject);
    });
  }

  get #width(): number {
    return this.#doc.page.width - 2 * MARGIN;
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN - FOOTER;
  }

  /** Begins a page unless there is room for so much. */
  #room(height: number): boolean {
    if (this.#doc.y + height <= this.#bottom) return false;
    this.#doc.addPage();
    return true;
  }

  title(text: string, below: string): void {
    const doc = this.#doc;
    doc.font(fonts.strong).fontSize(sizes.title).fillColor(ink.text).text(latin(text));
    doc.moveDown(0.2);
    doc.font(fonts.plain).fontSize(11).fillColor(ink.pale).text(latin(below));
    doc.moveDown(0.8);
  }

  /** A heading, on the page of what follows at once: so much of it must fit below. */
  heading(text: string, follows = 40): void {
    const doc = this.#doc;
    doc.y += 14;
    this.#room(sizes.heading + 8 + follows);
    doc.font(fonts.strong).fontSize(sizes.heading).fillColor(ink.text);
    doc.text(latin(text), MARGIN, doc.y);
    doc.y += 4;
  }

  paragraph(text: string): void {
    const doc = this.#doc;
    doc.font(fonts.plain).fontSize(sizes.text).fillColor(ink.pale);
    this.#room(doc.heightOfString(latin(text), { width: this.#width }));
    doc.text(latin(text), MARGIN, doc.y, { width: this.#width });
    doc.y += 4;
  }

  /** Names with what they stand for, one a line; hexadecimal in a font of one width. */
  facts(facts: readonly (readonly [name: string, value: string])[]): void {
    const doc = this.#doc;
    const left = 92;
    for (const [name, value] of facts) {
      const width = this.#width - left;
      const fixed = value.startsWith('0x');
      const font = fixed ? fonts.fixed : fonts.plain;
      const size = fixed ? 8.5 : sizes.text;
      const height = doc.font(font).fontSize(size).heightOfString(latin(value), { width });
      this.#room(height + 4);
      const { y } = doc;
      doc.font(fonts.plain).fontSize(sizes.text).fillColor(ink.pale);
      doc.text(latin(name), MARGIN, y, { width: left - PAD });
      doc.font(font).fontSize(size).fillColor(ink.text);
      doc.text(latin(value), MARGIN + left, y, { width });
      doc.y = y + height + 4;
    }
  }

  /** A table under a heading; its header is repeated on every page. */
  table(heading: string, columns: readonly Column[], rows: readonly Row[]): void {
    const all = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / all) * this.#width);
    const titles = { cells: columns.map(({ title }) => title), strong: true };
    const begin = [titles, ...rows.slice(0, 1)].map((row) => this.#heightOf(row, widths));
    this.heading(
      heading,
      begin.reduce((sum, height) => sum + height, 0),
    );
    this.#header(columns, widths);
    for (const row of rows) {
      if (this.#room(this.#heightOf(row, widths))) this.#header(columns, widths);
      this.#row(row, columns, widths);
    }
    this.#doc.y += 6;
  }

  #heightOf({ cells, notes = [], strong = false }: Row, widths: readonly number[]): number {
    const doc = this.#doc.font(strong ? fonts.strong : fonts.plain).fontSize(sizes.text);
    const heights = cells.map((cell, i) =>
      doc.heightOfString(latin(cell), { width: (widths[i] ?? 0) - 2 * PAD }),
    );
    doc.font(fonts.fixed).fontSize(sizes.small);
    const width = this.#width - 2 * PAD;
    const below = notes.map((note) => doc.heightOfString(latin(note), { width }) + 1);
    return Math.max(...heights) + below.reduce((sum, one) => sum + one, 0) + 2 * PAD;
  }

  #cells(cells: readonly string[], columns: readonly Column[], widths: readonly number[]): number {
    const doc = this.#doc;
    const top = doc.y + PAD;
    let [left, lowest] = [MARGIN, top];
    for (const [i, cell] of cells.entries()) {
      const width = widths[i] ?? 0;
      const align = columns[i]?.align ?? 'left';
      doc.text(latin(cell), left + PAD, top, { width: width - 2 * PAD, align });
      lowest = Math.max(lowest, doc.y);
      left += width;
    }
    return lowest;
  }

  #header(columns: readonly Column[], widths: readonly number[]): void {
    const doc = this.#doc;
    const titles = columns.map(({ title }) => title);
    const height = this.#heightOf({ cells: titles, strong: true }, widths);
    doc.rect(MARGIN, doc.y, this.#width, height).fill(ink.band);
    doc.font(fonts.strong).fontSize(sizes.text).fillColor(ink.text);
    const { y } = doc;
    this.#cells(titles, columns, widths);
    doc.y = y + height;
  }

  #row(row: Row, columns: readonly Column[], widths: readonly number[]): void {
    const doc = this.#doc;
    const { cells, notes = [], strong = false } = row;
    doc
      .font(strong ? fonts.strong : fonts.plain)
      .fontSize(sizes.text)
      .fillColor(ink.text);
    let y = this.#cells(cells, columns, widths);
    doc.font(fonts.fixed).fontSize(sizes.small).fillColor(ink.pale);
    for (const note of notes) {
      doc.text(latin(note), MARGIN + PAD, y + 1, { width: this.#width - 2 * PAD });
      ({ y } = doc);
    }
    y += PAD;
    doc.moveTo(MARGIN, y).lineTo(MARGIN + this.#width, y);
    doc.lineWidth(0.5).strokeColor(ink.line).stroke();
    doc.y = y;
  }

  /** Writes a line and the page's number at the foot of every page, and ends the document. */
  async end(footer: string): Promise<Buffer> {
    const doc = this.#doc;
    const { start, count } = doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      doc.switchToPage(page);
      // Below the text's own margin, where pdfkit would begin a new page.
      doc.page.margins.bottom = 0;
      const y = doc.page.height - MARGIN;
      doc.font(fonts.plain).fontSize(sizes.small).fillColor(ink.pale);
      doc.text(latin(footer), MARGIN, y, { width: this.#width - 60, lineBreak: false });
      const number = `${page - start + 1} / ${count}`;
      doc.text(number, MARGIN, y, { width: this.#width, align: 'right', lineBreak: false });
    }
    doc.end();
    return this.#bytes;
  }
}
