import { findLines, type Rule } from './repo.ts';

const machinePath = /(?<![\w.~*-])\/(?:work|root|home|Users)\/[\w.-]+/;
const registryHost = /\b(?:registry\.(?:npm|yarn)[a-z]*\.\w+|deb\.[a-z]+\.org)/;

/** Nothing of the machine that a file was written on stands in it. */
export const leaks: Rule = ({ sources }) =>
  sources
    .filter(({ path }) => !path.startsWith('scripts/tidy/'))
    .flatMap((source) => [
      ...findLines(
        source,
        machinePath,
        'machine-path',
        ([path]) =>
          `${path}: an absolute path of one machine; write it relative to the repository.`,
      ),
      ...findLines(
        source,
        registryHost,
        'registry-host',
        ([host]) => `${host}: packages come from whatever registry npm is set to.`,
      ),
    ]);
