import { describe, expect, test } from 'vitest';
import { plainLook, readAnsi } from './ansi.ts';
import { terminalSvg } from './svg.ts';

const escape = '\u001b[';

describe('readAnsi', () => {
  test('keeps a look over lines until it is reset', () => {
    const [first, second] = readAnsi(`${escape}1;32mgood\nstill${escape}0m plain`);
    const good = { colour: '#3fb950', bold: true, dim: false };
    expect(first).toEqual([{ text: 'good', look: good }]);
    expect(second).toEqual([
      { text: 'still', look: good },
      { text: ' plain', look: plainLook },
    ]);
  });

  test.each([
    ['31', '#ff7b72'],
    ['91', '#ffa198'],
    ['38;5;9', '#ffa198'],
    ['38;5;196', 'rgb(255, 0, 0)'],
    ['38;5;244', 'rgb(128, 128, 128)'],
    ['38;2;1;2;3', 'rgb(1, 2, 3)'],
    ['48;5;196', null],
    ['31;39', null],
  ])('reads the colour of %s', (codes, colour) => {
    expect(readAnsi(`${escape}${codes}mx`)[0]?.[0]?.look.colour).toBe(colour);
  });

  test('drops escapes that are no colours', () => {
    expect(readAnsi(`a${escape}2Kb${escape}?25lc`)[0]?.map(({ text }) => text)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});

describe('terminalSvg', () => {
  test('places each run in its column and escapes what XML would read', () => {
    const svg = terminalSvg(readAnsi(`ab  ${escape}2m<c>${escape}0m\n\n`), 'a & b');
    expect(svg).toContain('<text x="16.0" y="46" textLength="16.8">ab</text>');
    expect(svg).toContain('<text x="49.6" y="46" textLength="25.2" opacity="0.6">&lt;c&gt;</text>');
    expect(svg).toContain('<title>a &amp; b</title>');
    expect(svg).toContain('height="65"');
  });
});
