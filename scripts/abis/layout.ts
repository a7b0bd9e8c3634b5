import { ScriptError } from '../lib/errors.ts';
import { forge } from '../lib/forge.ts';

interface StorageLayout {
  readonly storage: readonly { readonly label: string; readonly slot: string }[];
}

/** What the SDK reads from storage because no function of the pool gives it as it is stored. */
const wanted = ['debts'];

/**
 * A build of its own: the usual one keeps no layouts, and asking for one there fails once it is up
 * to date.
 */
const apart = { FOUNDRY_OUT: 'cache/layout/out', FOUNDRY_CACHE_PATH: 'cache/layout/cache' };

/** Asks the compiler where the pool's variables stand, as the text of a generated file. */
export async function renderPoolLayout(): Promise<string> {
  const { code, lines } = await forge(
    ['inspect', 'LendingPool', 'storageLayout', '--json'],
    'default',
    { log: () => undefined, env: apart },
  );
  const start = lines.indexOf('{');
  if (code !== 0 || start === -1) {
    throw new ScriptError(`The layout of LendingPool cannot be read: ${lines.slice(-3).join(' ')}`);
  }
  const { storage } = JSON.parse(lines.slice(start).join('\n')) as StorageLayout;
  const slots = wanted.map((label) => {
    const slot = storage.find((variable) => variable.label === label)?.slot;
    if (slot === undefined) throw new ScriptError(`LendingPool has no variable ${label}.`);
    return `  ${label}: ${slot}n,`;
  });
  return [
    '// Written by `npm run generate` from the build of the contracts. Do not edit.',
    '',
    '/** Storage slots of a pool that no function gives as they are stored. */',
    'export const lendingPoolLayout = {',
    ...slots,
    '} as const;',
    '',
  ].join('\n');
}
