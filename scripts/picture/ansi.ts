/** How a stretch of text looks. Colours are CSS. */
export interface Look {
  readonly colour: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
}

/** Text of one look on one line. */
export interface Run {
  readonly text: string;
  readonly look: Look;
}

export const plainLook: Look = { colour: null, bold: false, dim: false };

const basic = [
  '#484f58',
  '#ff7b72',
  '#3fb950',
  '#d29922',
  '#58a6ff',
  '#bc8cff',
  '#39c5cf',
  '#b1bac4',
];
const bright = [
  '#6e7681',
  '#ffa198',
  '#56d364',
  '#e3b341',
  '#79c0ff',
  '#d2a8ff',
  '#56d4dd',
  '#ffffff',
];

function level(value: number): number {
  return value === 0 ? 0 : 55 + 40 * value;
}

/** A colour of the table of 256: the sixteen, a cube of 6 × 6 × 6, and 24 greys. */
function indexed(index: number): string {
  if (index < 8) return basic[index] ?? '';
  if (index < 16) return bright[index - 8] ?? '';
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const cube = index - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level);
  return `rgb(${parts.join(', ')})`;
}

/** The colour of `38;5;n` or `38;2;r;g;b`, and how many codes it took. */
function extended(codes: readonly number[]): readonly [colour: string | null, used: number] {
  const [, kind, a = 0, b = 0, c = 0] = codes;
  if (kind === 5) return [indexed(a), 3];
  if (kind === 2) return [`rgb(${a}, ${b}, ${c})`, 5];
  return [null, 1];
}

/** The look after an escape such as `1;36`. Backgrounds and the like are left out. */
function after(before: Look, codes: readonly number[]): Look {
  let look = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 0) look = plainLook;
    else if (code === 1) look = { ...look, bold: true };
    else if (code === 2) look = { ...look, dim: true };
    else if (code === 22) look = { ...look, bold: false, dim: false };
    else if (code === 39) look = { ...look, colour: null };
    else if (code >= 30 && code <= 37) look = { ...look, colour: basic[code - 30] ?? null };
    else if (code >= 90 && code <= 97) look = { ...look, colour: bright[code - 90] ?? null };
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(codes.slice(i));
      if (code === 38) look = { ...look, colour };
      i += used - 1;
    }
  }
  return look;
}

const ESCAPE = '\u001b';

/**
 * Reads lines with colour escapes, as `tmux capture-pane -e -p` writes them. Other escapes are
 * dropped.
 */
export function readAnsi(text: string): readonly (readonly Run[])[] {
  let look = plainLook;
  return text.split('\n').map((line) => {
    const [start = '', ...escapes] = line.split(ESCAPE);
    const runs: Run[] = start === '' ? [] : [{ text: start, look }];
    for (const part of escapes) {
      const [, codes, kind, shown = ''] =
        /^\[([0-9;?]*)([A-Za-z])(.*)$/.exec(part) ?? /^()([()][A-Z0-9])(.*)$/.exec(part) ?? [];
      if (kind === 'm') look = after(look, `${codes}`.split(';').map(Number));
      if (shown !== '') runs.push({ text: shown, look });
    }
    return runs;
  });
}
