import {
  isGenerated,
  isSolidity,
  isTypeScript,
  type Finding,
  type Rule,
  type Source,
} from './repo.ts';
import { solidityFunctions } from './solidity.ts';
import { readTypeScript } from './typescript.ts';

const longestFile = 400;
const longestCore = 900;
const core = 'contracts/src/LoanBook.sol';
const longestFunction = 59;
const widestLine = 100;

export const limits: Rule = ({ sources }) =>
  sources
    .filter((source) => /\.(?:ts|tsx|mts|mjs|sol)$/.test(source.path) && !isGenerated(source.path))
    .flatMap((source) => [...fileLength(source), ...functionLength(source), ...width(source)]);

function fileLength({ path, text }: Source): Finding[] {
  const limit = path === core ? longestCore : longestFile;
  const length = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (length <= limit) return [];
  const message = `${length} lines, at most ${limit}: split it by what changes for one reason.`;
  return [{ path, line: limit + 1, rule: 'file-length', message }];
}

function functionLength(source: Source): Finding[] {
  const functions = isSolidity(source)
    ? solidityFunctions(source)
    : isTypeScript(source)
      ? readTypeScript(source).functions
      : [];
  return functions
    .filter(({ length }) => length > longestFunction)
    .map(({ name, line, length }) => ({
      path: source.path,
      line,
      rule: 'function-length',
      message: `${name} has ${length} lines, at most ${longestFunction}: give its steps names.`,
    }));
}

function width({ path, text }: Source): Finding[] {
  return text.split('\n').flatMap((content, index) => {
    const columns = [...content].length;
    if (columns <= widestLine || /https?:\/\/\S{40}/.test(content)) return [];
    const message = `${columns} columns, at most ${widestLine}.`;
    return [{ path, line: index + 1, rule: 'line-width', message }];
  });
}
