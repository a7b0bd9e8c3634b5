import { isTest, isTypeScript, type Rule } from './repo.ts';
import { readTypeScript } from './typescript.ts';

const clocks = new Set(['Date', 'Date.now', 'performance.now', 'Math.random']);

/** The model knows no outside world; no package draws its own time or chance. */
export const purity: Rule = ({ sources }) =>
  sources
    .filter((source) => isTypeScript(source) && /^packages\/[^/]+\/src\//.test(source.path))
    .filter(({ path }) => !isTest(path) && !path.startsWith('packages/testkit/'))
    .flatMap((source) =>
      readTypeScript(source)
        .ambient.filter(({ name }) => clocks.has(name) || source.path.startsWith('packages/model/'))
        .map(({ name, line }) => ({
          path: source.path,
          line,
          rule: 'purity',
          message: `${name}: time, chance and the machine are arguments here, given by the caller.`,
        })),
    );
