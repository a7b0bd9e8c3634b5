/** Hits and totals of one file, or of several added up. */
export interface Coverage {
  lines: { hit: number; found: number };
  branches: { hit: number; found: number };
  /** Lines that never ran, in order. */
  missedLines: number[];
  /** Lines of branches that were never taken, in order, each once. */
  missedBranches: number[];
}

/** Reads an lcov report: source path to coverage. */
export function readLcov(text: string): Map<string, Coverage> {
  const files = new Map<string, Coverage>();
  let current = nothing();
  for (const record of text.split('\n')) {
    const [kind = '', value = ''] = split(record.trim());
    if (kind === 'SF') {
      current = nothing();
      files.set(value.replaceAll('\\', '/'), current);
    } else if (kind === 'DA') {
      const [line = '', hits = ''] = value.split(',');
      count(current.lines, current.missedLines, Number(line), hits !== '0');
    } else if (kind === 'BRDA') {
      const [line = '', , , hits = ''] = value.split(',');
      count(current.branches, current.missedBranches, Number(line), hits !== '0' && hits !== '-');
    }
  }
  return files;
}

export function added(files: readonly Coverage[]): Coverage {
  const sum = nothing();
  for (const { lines, branches } of files) {
    sum.lines.hit += lines.hit;
    sum.lines.found += lines.found;
    sum.branches.hit += branches.hit;
    sum.branches.found += branches.found;
  }
  return sum;
}

/** In per cent; a file without branches has covered all of them. */
export function percent({ hit, found }: { hit: number; found: number }): number {
  return found === 0 ? 100 : (100 * hit) / found;
}

function nothing(): Coverage {
  return {
    lines: { hit: 0, found: 0 },
    branches: { hit: 0, found: 0 },
    missedLines: [],
    missedBranches: [],
  };
}

function split(record: string): [string, string] {
  const colon = record.indexOf(':');
  return [record.slice(0, colon), record.slice(colon + 1)];
}

function count(
  sum: { hit: number; found: number },
  missed: number[],
  line: number,
  hit: boolean,
): void {
  sum.found += 1;
  if (hit) sum.hit += 1;
  else if (missed.at(-1) !== line) missed.push(line);
}
