/** Numbers are decimal strings: JSON's own numbers are not exact in every reader. */
export type Field = string | readonly string[];

export type Fields = Readonly<Record<string, Field>>;

/** One golden case: what goes in, what must come out. */
export interface Case {
  /** What the case shows. */
  readonly name: string;
  readonly given: Fields;
  readonly expect: Fields;
}

/** Several cases of one function, under the function's name. */
export interface Group {
  /** What each field means, where its name does not say it. */
  readonly about: string;
  readonly cases: readonly Case[];
}

export interface VectorFile {
  readonly name: string;
  /** What the file is about. */
  readonly about: string;
  /** How the expected numbers were found. */
  readonly expected: string;
  /** The order of numbers that stand in lists. */
  readonly legend?: Readonly<Record<string, readonly string[]>>;
  readonly groups: Readonly<Record<string, Group>>;
}

type Value = bigint | boolean | string | readonly bigint[];

function write(value: Value): Field {
  return Array.isArray(value) ? value.map(String) : String(value);
}

/** Fields as they are written: every number in decimal. */
export function fields(values: Readonly<Record<string, Value>>): Fields {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, write(value)]));
}

function renderCase({ name, given, expect }: Case): string {
  return [
    `      { "name": ${JSON.stringify(name)},`,
    `        "given": ${JSON.stringify(given)},`,
    `        "expect": ${JSON.stringify(expect)} }`,
  ].join('\n');
}

function renderGroup(name: string, { about, cases }: Group): string {
  return [
    `  ${JSON.stringify(name)}: {`,
    `    "about": ${JSON.stringify(about)},`,
    `    "count": ${cases.length},`,
    '    "cases": [',
    cases.map(renderCase).join(',\n'),
    '    ]',
    '  }',
  ].join('\n');
}

function renderLegend(legend: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(legend).map(([key, value]) => {
    return `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  });
  return `  "legend": {\n${lines.join(',\n')}\n  }`;
}

/** The file as it is stored: a case takes three lines, so that a change reads as one. */
export function render({ about, expected, legend, groups }: VectorFile): string {
  const parts = [
    `  "about": ${JSON.stringify(about)}`,
    `  "expected": ${JSON.stringify(expected)}`,
    ...(legend === undefined ? [] : [renderLegend(legend)]),
    ...Object.entries(groups).map(([name, group]) => renderGroup(name, group)),
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}
