import { isTest, lineAt, type Finding, type Rule, type Source } from './repo.ts';

const page = 'docs/invariants.md';

interface Numbered {
  path: string;
  line: number;
  number: number;
}

/**
 * The invariants of docs/invariants.md are numbered ("## 7. …", "7. …" or "| 7 | …"); tests cite
 * them as "invariant 7", "invariants 3, 4 and 12" or "INV-7". Each citation is of one that exists,
 * and each one is cited by a test.
 */
export const invariants: Rule = ({ sources }) => {
  const source = sources.find(({ path }) => path === page);
  if (source === undefined) return [];
  const defined = definitions(source);
  const cited = sources
    .filter(({ path }) => isTest(path) && !path.startsWith('scripts/tidy/'))
    .flatMap(citations);
  const known = new Set(defined.map(({ number }) => number));
  const used = new Set(cited.map(({ number }) => number));
  const strangers = cited.filter(({ number }) => !known.has(number));
  const idle = defined.filter(({ number }) => !used.has(number));
  return [
    ...strangers.map((place) => finding(place, `is not in ${page}`)),
    ...idle.map((place) =>
      finding(place, 'is cited by no test: name it in the one that checks it'),
    ),
  ];
};

function finding({ path, line, number }: Numbered, what: string): Finding {
  return { path, line, rule: 'invariants', message: `invariant ${number} ${what}.` };
}

function definitions({ path, text }: Source): Numbered[] {
  const start = /^(?:#{2,4} +|\| *)?\**(?:INV-)?(\d+)\**(?:[.:)]| *\|)/gm;
  return [...text.matchAll(start)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    number: Number(match[1]),
  }));
}

function citations({ path, text }: Source): Numbered[] {
  const phrase = /\bINV-(\d+)|\binvariants?:? (\d+(?:(?:, | and |, and )\d+)*)\b/gi;
  return [...text.matchAll(phrase)].flatMap((match) =>
    [...`${match[1] ?? match[2]}`.matchAll(/\d+/g)].map(([number]) => ({
      path,
      line: lineAt(text, match.index),
      number: Number(number),
    })),
  );
}
