// npm run generate:client              writes the types of the SDK's client from the API's document
// npm run generate:client -- --check   fails when they are not what the document gives
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderPaths } from './client/render.ts';
import type { ApiDocument } from './client/render.ts';
import { ScriptError, script } from './lib/errors.ts';
import { root } from './lib/root.ts';
import { run, runTool } from './lib/run.ts';

const target = join(root, 'packages', 'sdk', 'src', 'api', 'generated', 'paths.ts');
const quiet = { cwd: root, log: (): void => undefined };

async function readDocument(): Promise<ApiDocument> {
  const { code, lines } = await run(process.execPath, ['apps/api/src/print-document.ts'], quiet);
  if (code !== 0) throw new ScriptError(`The API does not tell its routes: ${lines.join(' ')}`);
  return JSON.parse(lines.join('\n')) as ApiDocument;
}

async function formatted(text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'hypothec-client-'));
  try {
    const file = join(folder, 'paths.ts');
    writeFileSync(file, text);
    const config = join(root, '.oxfmtrc.json');
    const { code, lines } = await runTool('oxfmt', ['--config', config, file], quiet);
    if (code !== 0) throw new ScriptError(`The types cannot be formatted: ${lines.join(' ')}`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function present(): string {
  try {
    return readFileSync(target, 'utf8');
  } catch {
    return '';
  }
}

await script(async () => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const wanted = await formatted(renderPaths(await readDocument()));
  if (present() === wanted) {
    process.stdout.write('The client is as the API is.\n');
    return 0;
  }
  if (values.check) {
    process.stderr.write('The client is not as the API is. Run npm run generate:client.\n');
    return 1;
  }
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, wanted);
  process.stdout.write('Wrote packages/sdk/src/api/generated/paths.ts.\n');
  return 0;
});
