// The compiler behind bin/solc: the solc package of npm, answering as the native binary does for
// the two calls forge makes, `--version` and standard JSON on stdin.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

type Import = { contents: string } | { error: string };

interface Compiler {
  version(): string;
  compile(input: string, callbacks: { import: (path: string) => Import }): string;
}

interface StandardInput {
  language: string;
  sources: Record<string, { content?: string; urls?: string[]; keccak256?: string }>;
}

const require = createRequire(import.meta.url);

function loadCompiler(): Compiler {
  return require('solc') as Compiler;
}

/**
 * Compiles one standard JSON input. The sources are handed over one by one through the import
 * callback: one input above about a megabyte ends in "memory access out of bounds" inside the
 * compiler's WebAssembly.
 */
function compile(stdin: string): string {
  const input = JSON.parse(stdin) as StandardInput;
  const contents = new Map<string, string>();
  if (input.language === 'Solidity') {
    for (const [path, source] of Object.entries(input.sources)) {
      if (source.content === undefined) continue;
      contents.set(path, source.content);
      input.sources[path] = { urls: [path] };
    }
  }
  return loadCompiler().compile(JSON.stringify(input), {
    import(path) {
      const found = contents.get(path);
      return found === undefined ? { error: `${path} is not in the input` } : { contents: found };
    },
  });
}

if (process.argv.includes('--version')) {
  const heading = 'solc, the solidity compiler commandline interface';
  process.stdout.write(`${heading}\nVersion: ${loadCompiler().version()}\n`);
} else if (process.argv.includes('--standard-json')) {
  // Never process.exit() after this: it would cut off an output larger than the pipe's buffer.
  process.stdout.write(compile(await text(process.stdin)));
} else {
  process.stderr.write('bin/solc answers --version and --standard-json (input on stdin) only.\n');
  process.exitCode = 2;
}
