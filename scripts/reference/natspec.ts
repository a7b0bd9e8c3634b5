/** A declaration of a Solidity file with its NatSpec. */
export interface Item {
  readonly kind: 'function' | 'event' | 'error' | 'struct' | 'enum' | 'getter';
  readonly name: string;
  /** On one line; of structs and enums the source as it stands. */
  readonly code: string;
  readonly notice: string;
  readonly dev: readonly string[];
  /** Parameters and return values that the comment speaks of, in its order. */
  readonly params: readonly (readonly [name: string, text: string])[];
  readonly returns: readonly string[];
}

const declaration =
  /^(function|event|error|struct|enum|constructor|contract|interface|library)\b ?(\w*)/;
const getter = /^[\w.() =>]+? public (?:constant |immutable |override )*(\w+)(?: =.*)?;$/;

/** The text of each tag of a comment; text before the first tag is its notice. */
function tagsOf(comment: readonly string[]): readonly (readonly [tag: string, text: string])[] {
  const tags: [string, string][] = [];
  for (const line of comment) {
    const [, tag, rest = ''] = /^@(\S+)\s?(.*)$/.exec(line) ?? [];
    const last = tags.at(-1);
    if (tag !== undefined) tags.push([tag, rest]);
    else if (last === undefined) tags.push(['notice', line]);
    else last[1] = `${last[1]} ${line}`;
  }
  return tags.map(([tag, text]) => [tag, text.replaceAll(/\s+/g, ' ').trim()]);
}

function textOf(tags: ReturnType<typeof tagsOf>, wanted: string): readonly string[] {
  return tags.filter(([tag]) => tag === wanted).map(([, text]) => text);
}

function itemOf(
  kind: Item['kind'],
  name: string,
  code: string,
  tags: ReturnType<typeof tagsOf>,
): Item {
  return {
    kind,
    name,
    code,
    notice: textOf(tags, 'notice').join(' '),
    dev: textOf(tags, 'dev'),
    params: textOf(tags, 'param').map((text) => {
      const [first = '', ...rest] = text.split(' ');
      return [first, rest.join(' ')];
    }),
    returns: textOf(tags, 'return'),
  };
}

/** The lines of a declaration: to its semicolon, its body, or of a struct to its closing brace. */
function extent(lines: readonly string[], from: number, whole: boolean): number {
  const end = whole ? /^\s*\}/ : /[;{]\s*$/;
  const length = lines.slice(from).findIndex((line, i) => end.test(line) && (!whole || i > 0));
  return from + (length === -1 ? 0 : length);
}

function codeOf(lines: readonly string[], whole: boolean): string {
  if (whole) {
    const indent = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
    return lines.map((line) => line.slice(indent)).join('\n');
  }
  const code = lines.map((line) => line.trim()).join(' ');
  return code
    .replace(/\s*[;{]$/, '')
    .replaceAll(/\(\s+/g, '(')
    .replaceAll(/\s+\)/g, ')');
}

/**
 * Reads the declarations of a Solidity file with their comments, in its order.
 *
 * Made for the style of this repository: `///` comments, one declaration a line or more.
 */
export function readNatspec(source: string): readonly Item[] {
  const lines = source.split('\n');
  const items: Item[] = [];
  let comment: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]?.trim() ?? '';
    if (line.startsWith('///')) {
      comment.push(line.slice(3).trim());
      continue;
    }
    const tags = tagsOf(comment);
    comment = [];
    const [, kind, name = ''] = declaration.exec(line) ?? [];
    const variable = getter.exec(line)?.[1];
    if (kind === 'struct' || kind === 'enum') {
      const end = extent(lines, i, true);
      items.push(itemOf(kind, name, codeOf(lines.slice(i, end + 1), true), tags));
      i = end;
    } else if (kind === 'function' || kind === 'event' || kind === 'error') {
      const end = extent(lines, i, false);
      items.push(itemOf(kind, name, codeOf(lines.slice(i, end + 1), false), tags));
      i = end;
    } else if (variable !== undefined) {
      items.push(itemOf('getter', variable, line.replace(/( = .*)?;$/, ''), tags));
    }
  }
  return items;
}
