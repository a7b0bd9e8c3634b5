import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from './program.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = join(root, 'docs', 'reference', 'cli.md');

const rewrite = 'npm run generate:docs';
const intro = `<!-- Written from what --help says. Do not edit: ${rewrite} -->

# The command line

\`npx hypothec <command>\` inside the repository, or \`npm run hypothec -- <command>\`. Every
command has \`--help\`.

Commands that act on a running stack find it by the folder \`.hypothec\`, in the directory they
run in or above it. Amounts are written with their token: \`0.5 BTC\`, \`1500 USDC\`,
\`1_500.25 USDC\`. A loan is written as its borrower and number, \`alice/1\`, or as \`p007\` for
one of the population, or as its 32 bytes; without one, the only loan of who acts is meant.

What is wrong with a command is said in one line. The exit code is 0 when it did what it says, 1
when it could not, 2 when it was used wrongly, 70 for a fault of its own. \`--json\` prints one JSON
object with amounts as exact decimals, for programs.
`;

function leaves(command: Command, path: string): readonly (readonly [string, Command])[] {
  const below = command.commands;
  if (below.length === 0) return [[path, command]];
  return below.flatMap((child) => leaves(child, `${path} ${child.name()}`));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

function optionRows(command: Command): readonly string[] {
  return command.options
    .filter(({ hidden }) => !hidden)
    .map(({ flags, description, defaultValue, mandatory }) => {
      const said: unknown = defaultValue;
      const most = typeof said === 'string' ? ` (default ${said})` : '';
      const needed = mandatory ? ', needed' : '';
      return `| \`${flags.replaceAll('|', '\\|')}\` | ${cell(description)}${needed}${cell(most)} |`;
    });
}

function described([path, command]: readonly [string, Command]): string {
  const rows = optionRows(command);
  const options = rows.length === 0 ? [] : [['| Option | |', '| --- | --- |', ...rows].join('\n')];
  const text = command.description();
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  const usage = `\`\`\`sh\n${path} ${command.usage()}\n\`\`\``;
  return [`## ${path}`, cell(sentence), usage, ...options].join('\n\n');
}

test('docs/reference/cli.md has every command with every option', async () => {
  const commands = leaves(createProgram(), 'hypothec');
  expect(commands.length).toBeGreaterThan(10);
  const text = [intro, ...commands.map(described)].join('\n\n').replaceAll(/\n{3,}/g, '\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(page);
});

/** What is wrong with a command as a page prints it; null if it would be understood. */
function misunderstood(words: readonly string[]): string | null {
  let found: Command = createProgram();
  // A change such as -20% is an operand; the program sees to that itself.
  let rest = words.map((word) => word.replace(/^-(?=\d)/, ''));
  for (;;) {
    const [first] = rest;
    const next = found.commands.find((child) => child.name() === first);
    if (next === undefined) break;
    [found, rest] = [next, rest.slice(1)];
  }
  if (rest.includes('--help')) return null;
  if (found.commands.length > 0) return `${found.name()} needs a command`;
  const { operands, unknown } = found.parseOptions(rest);
  if (unknown.length > 0) return `unknown ${unknown.join(' ')}`;
  const needed = found.registeredArguments.filter(({ required }) => required).length;
  const most = found.registeredArguments.some(({ variadic }) => variadic)
    ? Number.POSITIVE_INFINITY
    : found.registeredArguments.length;
  if (operands.length < needed || operands.length > most) return `${operands.length} operands`;
  return null;
}

const printed = ['README.md', ...globSync('docs/**/*.md', { cwd: root })].flatMap((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const lines = text.matchAll(/(?:npx |`)hypothec ([a-z][^`\n#]*)/g);
  return [...lines].map((match) => [path, `${match[1]}`.replaceAll('\\|', '|').trim()] as const);
});

describe('commands on the pages', () => {
  test.each(printed)('%s: hypothec %s', (_, line) => {
    const words = line.match(/"[^"]*"|\S+/g) ?? [];
    expect(misunderstood(words)).toBeNull();
  });

  test('what is not understood is found', () => {
    expect(misunderstood(['loan', 'opne'])).toBe('loan needs a command');
    expect(misunderstood(['loan', 'show', '--fast'])).toBe('unknown --fast');
    expect(misunderstood(['price', 'set', 'BTC'])).toBe('1 operands');
    expect(printed.length).toBeGreaterThan(20);
  });
});
