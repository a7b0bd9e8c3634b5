/** A script cannot go on; the message is one sentence for whoever started it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** `parseArgs` refuses an option with an error whose code begins like this. */
function isMisuse(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS');
}

/**
 * Runs a script's body: a ScriptError, or an option that is not known, becomes one sentence on
 * stderr and exit code 1.
 */
export async function script(body: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof ScriptError) && !isMisuse(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
