import { format } from '../lib/format.ts';
import { run, runTool } from '../lib/run.ts';
import { checkSuite } from './suite.ts';

export const formatting = checkSuite('format', (log) => format(true, { log }));

export const lint = checkSuite('lint', (log) => runTool('oxlint', ['--deny-warnings'], { log }));

export const typecheck = checkSuite('typecheck', (log) =>
  runTool('tsc', ['-b', '--pretty', 'false'], { log }),
);

export const unused = checkSuite('unused', (log) =>
  runTool('knip', ['--no-progress', '--no-config-hints'], { log }),
);

export const tidy = checkSuite('tidy', (log) =>
  run(process.execPath, ['scripts/tidy.ts'], { log }),
);
