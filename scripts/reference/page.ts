import type { Item } from './natspec.ts';

const WIDTH = 138;

/** Breaks a paragraph into lines; what follows the first is indented. */
function wrapped(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= WIDTH || line.trim() === '') {
      line = longer;
    } else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join('\n');
}

/** A declaration on one line, or one parameter a line where it would be too wide. */
function broken(code: string): string {
  if (code.length <= 100 || code.includes('\n')) return code;
  const [, head = '', inside = '', tail = ''] = /^(.*?\()(.*?)(\).*)$/.exec(code) ?? [];
  if (inside === '') return code;
  return [head, ...inside.split(', ').map((param) => `    ${param},`)]
    .join('\n')
    .replace(/,$/, `\n${tail}`);
}

function bullets(item: Item): readonly string[] {
  const params = item.params.map(([name, text]) => `- \`${name}\`: ${text}`);
  const returns = item.returns.map(
    (text) => `- returns ${text.replace(/^(\w+) (?=[A-Z])/, '`$1`: ')}`,
  );
  return [...params, ...returns].map((line) => wrapped(line, '  '));
}

function detailed(item: Item): string {
  const parts = [
    `### ${item.name}`,
    ['```solidity', broken(item.code), '```'].join('\n'),
    ...[item.notice, ...item.dev].filter((text) => text !== '').map((text) => wrapped(text)),
    bullets(item).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** One part of a page: a heading and the declarations below it. */
export interface Part {
  readonly title: string;
  readonly about?: string;
  readonly items: readonly Item[];
}

/** A whole page of the reference. */
export function renderPage(title: string, about: string, parts: readonly Part[]): string {
  const body = parts
    .filter(({ items }) => items.length > 0)
    .flatMap(({ title: heading, about: text, items }) => [
      `## ${heading}`,
      ...(text === undefined ? [] : [wrapped(text)]),
      ...items.map(detailed),
    ]);
  const command = 'npm run generate:docs';
  const note = `<!-- Written from the NatSpec of the contracts. Do not edit: ${command} -->`;
  return `${[note, `# ${title}`, wrapped(about), ...body].join('\n\n')}\n`;
}
