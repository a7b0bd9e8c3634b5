import { enableCompileCache } from 'node:module';

// Halves the time until a command begins: what was compiled once is kept by Node.
enableCompileCache();
const [{ failure }, { createProgram }] = await Promise.all([
  import('./failure.ts'),
  import('./program.ts'),
]);

/** A fall such as `-20%` reads like an option; with a true minus sign it does not. */
const args = process.argv.map((arg) => arg.replace(/^-(?=\d+(?:\.\d+)?\s*%$)/, '−'));

// A reader that has had enough (`hypothec loan list | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (process.listenerCount('SIGTERM') > 1) process.emit('SIGTERM', 'SIGTERM');
  else process.exit(error.code === 'EPIPE' ? 0 : 1);
});

// Told to end, a command ends at once and takes its chain along; `hypothec up`, once it runs,
// listens by itself and takes its time.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(code);
  });
}

try {
  await createProgram().parseAsync(args);
} catch (error) {
  const { line, code } = failure(error);
  if (line !== null) process.stderr.write(`${line}\n`);
  process.exitCode = code;
}
