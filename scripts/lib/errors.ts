/** A script cannot go on; the message is one sentence for whoever started it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** Runs a script's body: a ScriptError becomes its sentence on stderr and exit code 1. */
export async function script(body: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
