import { fields } from './file.ts';
import type { Case, VectorFile } from './file.ts';

// Hand-worked: called at 1,000,000 with a window of 86,400 and a lapse of 3,600, so the window ends
// at 1,086,400 and the call lapses at 1,090,000.
const CALLED = 1_000_000n;
const END = 1_086_400n;
const LAPSE = 1_090_000n;
const NEVER = 2n ** 256n - 1n;

interface Status {
  readonly sequencer: 'none' | 'up' | 'down' | 'silent';
  readonly sequencerSince: bigint;
}

const none: Status = { sequencer: 'none', sequencerSince: 0n };
const up = (sequencerSince: bigint): Status => ({ sequencer: 'up', sequencerSince });
const down = (sequencerSince: bigint): Status => ({ sequencer: 'down', sequencerSince });
const silent: Status = { sequencer: 'silent', sequencerSince: 0n };

function at(
  name: string,
  now: bigint,
  status: Status,
  expect: readonly [cureEnd: bigint, isOpen: boolean],
  called = true,
): Case {
  const [cureEnd, isOpen] = expect;
  return {
    name,
    given: fields({
      since: CALLED,
      called,
      cureWindow: 86_400n,
      lapse: 3_600n,
      ...status,
      now,
    }),
    expect: fields({ cureEnd, isOpen }),
  };
}

const withoutSequencer: readonly Case[] = [
  at('in the second of the call', CALLED, none, [END, true]),
  at('the last second of the window', END - 1n, none, [END, true]),
  at('the window has ended', END, none, [END, true]),
  at('the last second before it lapses', LAPSE - 1n, none, [END, true]),
  at('lapsed', LAPSE, none, [END, false]),
  at('long lapsed', 2n * LAPSE, none, [END, false]),
  at('never called', CALLED, none, [END, false], false),
];

const sequencerUp: readonly Case[] = [
  at('up since long before the call: nothing changes', LAPSE - 1n, up(1n), [END, true]),
  at('up since the second of the call', LAPSE - 1n, up(CALLED), [END, true]),
  at('up again one second after the call: a whole window from there', LAPSE, up(CALLED + 1n), [
    END + 1n,
    true,
  ]),
  at('and lapsed one second later too', LAPSE + 1n, up(CALLED + 1n), [END + 1n, false]),
  at('up again in the middle of the window', 1_129_000n, up(1_040_000n), [1_126_400n, true]),
  at('the last second of that', 1_129_999n, up(1_040_000n), [1_126_400n, true]),
  at('lapsed after a whole new window and lapse', 1_130_000n, up(1_040_000n), [1_126_400n, false]),
  at(
    'up again after the window, before it lapsed: open again for a window',
    LAPSE,
    up(LAPSE - 1n),
    [LAPSE - 1n + 86_400n, true],
  ),
  at('up again in the second in which it lapsed: void stays void', LAPSE, up(LAPSE), [
    LAPSE + 86_400n,
    false,
  ]),
  at('up again long after it lapsed: void stays void', 3n * LAPSE, up(3n * LAPSE - 1n), [
    3n * LAPSE - 1n + 86_400n,
    false,
  ]),
  at('never called, sequencer up again', LAPSE, up(CALLED + 1n), [END + 1n, false], false),
];

const sequencerDown: readonly Case[] = [
  at('down since before the call: no window ends', CALLED, down(1n), [NEVER, true]),
  at('down since before the call, long after: open', 9n * LAPSE, down(1n), [NEVER, true]),
  at('down since one second before it would lapse', LAPSE, down(LAPSE - 1n), [NEVER, true]),
  at('down for years since then', 99n * LAPSE, down(LAPSE - 1n), [NEVER, true]),
  at('down since the second in which it lapsed: void', LAPSE, down(LAPSE), [NEVER, false]),
  at('down since long after it lapsed: void', 3n * LAPSE, down(2n * LAPSE), [NEVER, false]),
  at('a feed that does not answer leaves the call its own clock', LAPSE - 1n, silent, [
    NEVER,
    true,
  ]),
  at('and lets it lapse', LAPSE, silent, [NEVER, false]),
  at('never called, sequencer down', LAPSE, down(1n), [NEVER, false], false),
];

export const marginCall: VectorFile = {
  name: 'margin-call',
  about: 'When the cure window of a margin call ends, and whether the call is in force.',
  expected:
    'Worked by hand: called at 1000000, window 86400, lapse 3600, so the window ends at 1086400 ' +
    'and the call lapses at 1090000. 2^256 - 1 stands for an instant that does not come.',
  groups: {
    times: {
      about:
        'sequencer: none on this chain, up or down since sequencerSince, or silent: its feed ' +
        'does not answer.',
      cases: [...withoutSequencer, ...sequencerUp, ...sequencerDown],
    },
  },
};
