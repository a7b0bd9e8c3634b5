// Draws a terminal's screen, as tmux captures it, as an SVG picture:
//
//   tmux capture-pane -e -p -t up > screen.txt
//   node scripts/terminal-picture.ts screen.txt docs/pictures/up.svg "npm start"
import { readFileSync, writeFileSync } from 'node:fs';
import { ScriptError, script } from './lib/errors.ts';
import { readAnsi } from './picture/ansi.ts';
import { terminalSvg } from './picture/svg.ts';

await script(() => {
  const [from, to, title] = process.argv.slice(2);
  if (from === undefined || to === undefined || title === undefined) {
    throw new ScriptError('Usage: terminal-picture.ts <captured text> <picture.svg> <title>');
  }
  writeFileSync(to, terminalSvg(readAnsi(readFileSync(from, 'utf8')), title));
  return 0;
});
