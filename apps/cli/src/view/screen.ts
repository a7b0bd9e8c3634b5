import type { LadderStep } from '@hypothec/model';
import { formatInstant, formatNumber, formatWad } from '@hypothec/sdk';
import { PAUSED } from '../io/control.ts';
import type { Status } from '../io/control.ts';
import type { ServiceNews } from '../io/service.ts';
import type { ToldEvent } from './events.ts';
import { apart, fit, fitWhole, pad, widthOf } from './lines.ts';
import type { Line, Piece } from './lines.ts';
import type { CallView, PoolView } from './model.ts';

/** Everything that the view shows. */
export interface Scene {
  readonly status: Status;
  readonly counts: Readonly<Record<LadderStep, number>>;
  readonly pools: readonly PoolView[];
  readonly calls: readonly CallView[];
  /** The newest last. */
  readonly events: readonly (ToldEvent & { readonly time: bigint })[];
  readonly rpcUrl: string;
  readonly api: { readonly url: string; readonly state: ServiceNews['state'] };
  readonly chainId: number;
  readonly book: string;
}

/** Smallest window that is drawn in. */
export const LEAST_WIDTH = 60;
export const LEAST_HEIGHT = 16;

const WAD = 10n ** 18n;

/** How fast the history plays, as people say it. */
export function speedText(speed: bigint): string {
  if (speed % 86_400n === 0n) return `${speed / 86_400n} d/s`;
  if (speed % 3_600n === 0n) return `${speed / 3_600n} h/s`;
  if (speed % 60n === 0n) return `${speed / 60n} min/s`;
  return `${speed} s/s`;
}

function percentText(bps: bigint): string {
  const sign = bps > 0n ? '+' : bps < 0n ? '−' : '±';
  const size = bps < 0n ? -bps : bps;
  return `${sign}${size / 100n}.${((size % 100n) / 10n).toString()}%`;
}

/** Why the history waits; that someone told it to need not be said. */
function waitingText(why: string): string {
  return why === PAUSED ? '❚❚ waits' : `❚❚ waits: ${why}`;
}

function header(scene: Scene, width: number): Line[] {
  const { status } = scene;
  const playing: Piece = status.ended
    ? { text: '■ the history has ended', tone: 'quiet' }
    : status.paused === null
      ? { text: `▶ ${speedText(status.speed)}`, tone: 'good' }
      : { text: waitingText(status.paused), tone: 'warn' };
  const clock = formatInstant(status.clock).replace(/:\d\d UTC$/, ' UTC');
  const left: Line = [
    { text: 'Hypothec', tone: 'title' },
    { text: `  ${clock}  `, tone: 'strong' },
    playing,
  ];
  const part = status.length === 0 ? 1 : status.position / status.length;
  const room = Math.max(10, Math.min(30, width - [...status.title].length - 12));
  const filled = Math.round(part * room);
  const bar: Line = [
    { text: `${'━'.repeat(filled)}`, tone: 'good' },
    { text: `${'─'.repeat(room - filled)} `, tone: 'quiet' },
    { text: `${Math.floor(part * 100)} %`.padStart(5) },
  ];
  return [left, apart([{ text: status.title, tone: 'quiet' }], bar, width)];
}

/** A price with always as many digits after the point, so that it does not jump about. */
export function shownPrice({ priceE8 }: { readonly priceE8: bigint }): string {
  const digits = priceE8 < 10n * 10n ** 8n ? 3 : 2;
  const [whole = '0', fraction = ''] = formatNumber(priceE8, 8, { digits }).split('.');
  return `${whole}.${fraction.padEnd(digits, '0')}`;
}

function priceLines({ status }: Scene, width: number): Line[] {
  const cells = status.prices
    .filter(({ symbol }) => symbol !== 'USDC')
    .concat(status.prices.filter(({ symbol }) => symbol === 'USDC'))
    .map((price): Line => {
      const { symbol, dayChangeBps, factorWad } = price;
      const byHand = factorWad === WAD ? '' : '*';
      const change = dayChangeBps ?? 0n;
      const tone = change < 0n ? 'bad' : change > 0n ? 'good' : 'quiet';
      return [
        { text: `${symbol} `, tone: 'strong' },
        { text: `${shownPrice(price)}${byHand} ` },
        { text: percentText(change), tone },
      ];
    });
  if (status.prices.some(({ factorWad }) => factorWad !== WAD)) {
    cells.push([{ text: '* moved by hand', tone: 'quiet' }]);
  }
  const lines: Line[] = [];
  let line: Line = [];
  for (const cell of cells) {
    const gap: Line = line.length === 0 ? [] : [{ text: '   ' }];
    if (line.length > 0 && widthOf(line) + 3 + widthOf(cell) > width) {
      lines.push(line);
      line = cell;
    } else {
      line = [...line, ...gap, ...cell];
    }
  }
  return [...lines, line];
}

/** A count in its colour; quiet where it is none. */
function countCell(count: number, text: string, tone: Piece['tone'] = 'quiet'): Line {
  return [{ text: `  ${count} ${text}`, tone: count === 0 ? 'quiet' : tone }];
}

function loanLine({ counts }: Scene, width: number): Line {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const due = counts['soft-liquidation'] + counts['hard-liquidation'];
  const line: Line = [
    { text: `${all} loans `, tone: 'strong' },
    ...countCell(counts.healthy, 'healthy', 'good'),
    ...countCell(counts['call-due'], 'call due', 'warn'),
    ...countCell(counts.called, 'called', 'warn'),
    ...countCell(due, 'sale due', 'bad'),
    ...countCell(counts.none, 'closed'),
  ];
  // Where it is narrow, what there is none of gives way.
  if (widthOf(line) <= width) return line;
  return fitWhole(
    line.filter(({ text }) => !text.startsWith('  0 ')),
    width,
  );
}

function poolLine(pool: PoolView): Line {
  return [
    { text: pad(`${pool.loanToken} pool`, 11), tone: 'strong' },
    { text: 'lenders earn ' },
    { text: pad(`${formatWad(pool.lendersRateWad)}`, 8), tone: 'good' },
    { text: `${formatNumber(pool.utilisationWad, 16, { digits: 0 })} % lent` },
    { text: `, ${pool.cash} free` },
    { text: `, first loss ${pool.firstLoss}`, tone: 'quiet' },
  ];
}

function callLines(calls: readonly CallView[], rows: number, width: number): Line[] {
  const title = apart(
    [{ text: 'Open margin calls', tone: 'strong' }],
    [{ text: 'time to cure', tone: 'quiet' }],
    width,
  );
  if (calls.length === 0) return [title, [{ text: '  none', tone: 'quiet' }]];
  const shown = calls.slice(0, calls.length > rows ? rows - 1 : rows);
  const lines = shown.map((call): Line => {
    const left: Line = [
      { text: `  ${pad(call.loan, 8)}${pad(call.market, 11)}` },
      { text: pad(formatWad(call.ltvWad, 'up'), 9), tone: 'warn' },
      { text: call.cure },
    ];
    const time: Line = [{ text: ` ${call.left}`, tone: call.over ? 'bad' : 'strong' }];
    return apart(fit(left, width - widthOf(time) - 1), time, width);
  });
  const rest = calls.length - shown.length;
  return [
    title,
    ...lines,
    ...(rest > 0 ? [[{ text: `  and ${rest} more`, tone: 'quiet' } as const]] : []),
  ];
}

function eventLines(scene: Scene, rows: number): Line[] {
  const lines = scene.events.slice(-rows).map(({ time, text, tone }): Line => [
    { text: `  ${formatInstant(time).slice(5, 16)}  `, tone: 'quiet' },
    { text, tone },
  ]);
  const none: Line[] = [[{ text: '  nothing yet', tone: 'quiet' }]];
  return [[{ text: 'Recent events', tone: 'strong' }], ...(lines.length === 0 ? none : lines)];
}

function footer(scene: Scene, width: number): Line[] {
  const { rpcUrl, api, chainId, book } = scene;
  const where: Line = [
    { text: `chain ${chainId} at ${rpcUrl}`, tone: 'quiet' },
    api.state === 'ready'
      ? { text: `   API ${api.url}/docs`, tone: 'quiet' }
      : { text: `   API ${api.state}`, tone: api.state === 'down' ? 'bad' : 'quiet' },
    {
      text: `   book ${width < 130 ? `${book.slice(0, 8)}…${book.slice(-6)}` : book}`,
      tone: 'quiet',
    },
  ];
  return [
    fitWhole(where, width),
    [
      { text: 'space', tone: 'strong' },
      { text: ' wait/play  ', tone: 'quiet' },
      { text: '+ −', tone: 'strong' },
      { text: ' speed  ', tone: 'quiet' },
      { text: 'q', tone: 'strong' },
      { text: ' stop', tone: 'quiet' },
      ...(width < 72
        ? []
        : [{ text: '   second shell: ', tone: 'quiet' } as const, { text: 'npx hypothec --help' }]),
    ],
  ];
}

/**
 * Lays the view out for a window: as many lines as it is high, none wider than it is. Calls and
 * events share what the rest leaves.
 */
export function layOut(
  scene: Scene,
  size: { readonly width: number; readonly height: number },
): Line[] {
  const { width, height } = size;
  if (width < LEAST_WIDTH || height < LEAST_HEIGHT) {
    const wanted = `${LEAST_WIDTH} by ${LEAST_HEIGHT}`;
    return [fit([{ text: `Window too small: ${wanted} needed.` }], width)];
  }
  const top = [
    ...header(scene, width),
    [],
    ...priceLines(scene, width),
    [],
    loanLine(scene, width),
    ...scene.pools.map((pool) => fitWhole(poolLine(pool), width)),
    [],
  ];
  const bottom = footer(scene, width);
  const free = Math.max(6, height - top.length - bottom.length - 2);
  const wanted = Math.max(1, scene.calls.length);
  const forCalls = Math.min(wanted, Math.max(1, Math.floor((free - 2) / 2)));
  const calls = callLines(scene.calls, forCalls, width);
  const events = eventLines(scene, Math.max(1, free - calls.length - 1));
  const body = [...top, ...calls, [], ...events];
  const space = Array.from(
    { length: Math.max(1, height - body.length - bottom.length) },
    (): Line => [],
  );
  return [...body, ...space, ...bottom].slice(0, height).map((line) => fit(line, width));
}
