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
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await createProgram().parseAsync(args);
} catch (error) {
  const { line, code } = failure(error);
  if (line !== null) process.stderr.write(`${line}\n`);
  process.exitCode = code;
}
