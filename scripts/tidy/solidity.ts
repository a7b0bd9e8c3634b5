import { lineAt, type Source } from './repo.ts';

/**
 * The text with comments and the contents of strings blanked out, every other character where it
 * was. `keepStrings` leaves the strings, for reading imports.
 */
export function codeOnly(text: string, keepStrings = false): string {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
  return text.replaceAll(token, (found) => {
    if (!found.startsWith('/')) {
      return keepStrings ? found : `"${' '.repeat(found.length - 2)}"`;
    }
    return found.replaceAll(/[^\n]/g, ' ');
  });
}

/** The paths that a Solidity file imports, with their lines. */
export function solidityImports({ text }: Source): { line: number; name: string }[] {
  const statement = /^\s*import\b[^;]*?["']([^"']+)["'][^;]*;/gm;
  return [...codeOnly(text, true).matchAll(statement)].map((match) => ({
    line: lineAt(text, match.index + match[0].length),
    name: match[1] ?? '',
  }));
}

/** The functions with a body, from the line of their name to their closing brace. */
export function solidityFunctions({ text }: Source): {
  name: string;
  line: number;
  length: number;
}[] {
  const code = codeOnly(text);
  const heads = /\b(?:(?:function|modifier)\s+(\w+)|(constructor|receive|fallback)\s*\()/g;
  return [...code.matchAll(heads)].flatMap((match) => {
    const body = /[;{]/g;
    body.lastIndex = match.index;
    const open = body.exec(code);
    if (open === null || open[0] === ';') return [];
    const line = lineAt(code, match.index);
    const length = lineAt(code, closingBrace(code, open.index)) - line + 1;
    return [{ name: match[1] ?? match[2] ?? '', line, length }];
  });
}

function closingBrace(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1;
    if (code[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return code.length;
}
