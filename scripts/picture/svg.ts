import type { Run } from './ansi.ts';

const CELL = 8.4;
const LINE = 19;
const PAD = 16;
const BAR = 30;
const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attributes({ look }: Run): string {
  const parts = [
    look.colour === null ? '' : ` fill="${look.colour}"`,
    look.bold ? ' font-weight="700"' : '',
    look.dim ? ' opacity="0.6"' : '',
  ];
  return parts.join('');
}

/** One line. Each run has its own place and length, so that columns line up in any font. */
function drawn(runs: readonly Run[], row: number): string {
  const y = PAD + BAR + row * LINE;
  let column = 0;
  const spans = runs.flatMap((run) => {
    const width = [...run.text].length;
    const lead = run.text.length - run.text.trimStart().length;
    const inner = run.text.trim();
    const x = PAD + (column + lead) * CELL;
    column += width;
    if (inner === '') return [];
    const length = ([...inner].length * CELL).toFixed(1);
    const place = `x="${x.toFixed(1)}" y="${y}" textLength="${length}"`;
    return [`<text ${place}${attributes(run)}>${escaped(inner)}</text>`];
  });
  return spans.join('\n');
}

function widthOf(runs: readonly Run[]): number {
  return [
    ...runs
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  ].length;
}

/**
 * Draws a terminal's screen as an SVG picture.
 *
 * @param lines - As `readAnsi` gives them; empty ones at the end are left out.
 * @param title - Said in the bar and to readers that do not see the picture.
 */
export function terminalSvg(lines: readonly (readonly Run[])[], title: string): string {
  const last = lines.findLastIndex((runs) => widthOf(runs) > 0);
  const shown = lines.slice(0, last + 1);
  const columns = Math.max(40, ...shown.map(widthOf));
  const width = Math.ceil(2 * PAD + columns * CELL);
  const height = PAD + BAR + shown.length * LINE;
  const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (colour, i) => `<circle cx="${PAD + 6 + 18 * i}" cy="16" r="5.5" fill="${colour}"/>`,
  );
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const middle = `x="${width / 2}" y="20" text-anchor="middle" font-family="${FONT}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...dots,
    `<text ${middle} font-size="13" fill="#8b949e">${escaped(title)}</text>`,
    `<g font-family="${FONT}" font-size="14" fill="#c9d1d9" xml:space="preserve">`,
    ...shown.map(drawn).filter((line) => line !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
