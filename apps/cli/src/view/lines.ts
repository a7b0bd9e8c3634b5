import type { Tone } from '../text/output.ts';

/** A piece of a line. */
export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}

/** A line of the view, before it is cut to a width. */
export type Line = readonly Piece[];

/** How wide a text is at a terminal. All signs used here take one column. */
export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + [...text].length, 0);
}

/** Cuts a line to a width; what is cut off shows as `…`. */
export function fit(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  const pieces: Piece[] = [];
  let left = width - 1;
  for (const piece of line) {
    const signs = [...piece.text];
    if (signs.length <= left) {
      pieces.push(piece);
      left -= signs.length;
      continue;
    }
    pieces.push({ ...piece, text: `${signs.slice(0, left).join('')}…` });
    break;
  }
  return pieces;
}

/** As many whole pieces as a width has room for; what stands first matters most. */
export function fitWhole(line: Line, width: number): Line {
  let left = width;
  const end = line.findIndex((piece) => (left -= widthOf([piece])) < 0);
  return end < 0 ? line : line.slice(0, end);
}

/** Left and right parts with what is free between them; the right part gives way. */
export function apart(left: Line, right: Line, width: number): Line {
  const free = width - widthOf(left) - widthOf(right);
  if (free >= 1) return [...left, { text: ' '.repeat(free) }, ...right];
  return fit(left, width);
}

/** Fills a text up to a width, or cuts it. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const signs = [...text];
  if (signs.length > width) return `${signs.slice(0, width - 1).join('')}…`;
  const space = ' '.repeat(width - signs.length);
  return side === 'left' ? text + space : space + text;
}
