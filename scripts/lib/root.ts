import { dirname, join } from 'node:path';

/** The repository's folder. */
export const root = dirname(dirname(import.meta.dirname));

export const contractsFolder = join(root, 'contracts');
