import {
  findLines,
  isGenerated,
  isSolidity,
  isTypeScript,
  type Finding,
  type Rule,
  type Source,
} from './repo.ts';
import { codeOnly } from './solidity.ts';
import { readTypeScript } from './typescript.ts';

// Words that have another word in this house (docs/glossary.md). Peers keep theirs, so
// benchmarks against them are not searched.
const otherWords: readonly [pattern: RegExp, instead: string][] = [
  [/draw-?downs?\b/i, '"draw" when a borrower takes funds, "price fall" for the other thing'],
  [/(?:supply|deposit)_?collateral|collateral_?(?:supply|deposit)/i, '"pledge" for collateral'],
  [/margin(?!_?\s?calls?)_?(?:amount|balance|account|ratio)/i, '"collateral" for what is pledged'],
  [/liquidation_?(?:penalty|incentive|discount|fee)/i, '"bonus" for what a liquidator gets'],
  [/insurance_?fund|safety_?module/i, '"first loss" for the reserve that bears bad debt'],
  [/health_?factor/i, '"ltv" and the limits of the ladder'],
];

// Written so that it does not find itself.
const leftOver = /\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/;
const skippedTest = /\.(?:only|skip)\(/;

export const wording: Rule = ({ sources }) =>
  sources
    .filter((source) => isTypeScript(source) || isSolidity(source))
    .filter(({ path }) => !isGenerated(path))
    .flatMap((source) => [
      ...leftOvers(source),
      ...words(source),
      ...(isTypeScript(source) ? types(source) : []),
    ]);

function leftOvers(source: Source): Finding[] {
  return [
    ...findLines(source, leftOver, 'left-over', ([word]) => `${word}: finish it or take it out.`),
    ...findLines(
      source,
      skippedTest,
      'left-over',
      ([call]) => `${call}…): every test runs; what needs data that is absent uses skipIf.`,
    ),
  ];
}

function words(source: Source): Finding[] {
  if (source.path.startsWith('bench/') || source.path.startsWith('scripts/tidy/')) return [];
  const code = { path: source.path, text: codeOnly(source.text) };
  return otherWords.flatMap(([pattern, instead]) =>
    findLines(code, pattern, 'words', ([word]) => `"${word}": the word here is ${instead}.`),
  );
}

function types(source: Source): Finding[] {
  const { path } = source;
  const { anys, plainErrors } = readTypeScript(source);
  return [
    ...anys.map((line) => ({
      path,
      line,
      rule: 'any',
      message: 'any: say the type, or unknown and narrow it.',
    })),
    ...plainErrors.map((line) => ({
      path,
      line,
      rule: 'plain-error',
      message: 'a plain Error: throw a named class that carries what was seen and allowed.',
    })),
  ];
}
