import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@hypothec/testkit/services';
import { ScriptError } from '../lib/errors.ts';
import { root } from '../lib/root.ts';

/** A replay that has ended, with an API over its chain. */
export interface Replayed {
  readonly report: {
    readonly history: { readonly from: string };
    readonly check: { readonly holds: boolean };
  };
  readonly apiUrl: string;
  stop(): Promise<void>;
}

/** Runs `hypothec replay --serve` with further arguments, and waits for its report. */
export async function runReplay(args: readonly string[]): Promise<Replayed> {
  const main = join(root, 'apps', 'cli', 'src', 'main.ts');
  const port = await freePort();
  const flags = ['replay', '--serve', '--api-port', `${port}`, '--json', ...args];
  const env = { ...process.env, API_RATE_LIMIT: '100000000' };
  const child = spawn(process.execPath, [main, ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let said = '';
  const report = await new Promise<Replayed['report'] & { readonly serving: { apiUrl: string } }>(
    (resolve, reject) => {
      child.stdout.on('data', (chunk: unknown) => {
        said += String(chunk);
        if (said.endsWith('\n')) resolve(JSON.parse(said));
      });
      child.once('exit', (code) => {
        reject(new ScriptError(`The replay ended with ${code}: ${said.slice(-500)}`));
      });
    },
  );
  return {
    report,
    apiUrl: report.serving.apiUrl,
    async stop() {
      child.kill('SIGINT');
      await gone;
    },
  };
}
