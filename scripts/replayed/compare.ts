/** A value of a report that is not what the API gives. */
export interface Difference {
  readonly where: string;
  readonly reported: unknown;
  readonly given: unknown;
}

/** What the comparison came to. */
export interface Compared {
  readonly equal: number;
  readonly differences: readonly Difference[];
}

function leaves(value: unknown, at: string, found: Map<string, unknown>): void {
  if (typeof value !== 'object' || value === null) {
    found.set(at, value);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    leaves(item, at === '' ? key : `${at}.${key}`, found);
  }
}

/** Compares every value of two reports; `left` names the beginnings of paths that are left out. */
export function compareReports(
  reported: unknown,
  given: unknown,
  left: readonly string[],
): Compared {
  const [wanted, seen] = [new Map<string, unknown>(), new Map<string, unknown>()];
  leaves(reported, '', wanted);
  leaves(given, '', seen);
  const paths = [...new Set([...wanted.keys(), ...seen.keys()])].filter(
    (path) => !left.some((start) => path === start || path.startsWith(`${start}.`)),
  );
  const differences = paths
    .filter((where) => wanted.get(where) !== seen.get(where))
    .map((where) => ({ where, reported: wanted.get(where), given: seen.get(where) }));
  return { equal: paths.length - differences.length, differences };
}
