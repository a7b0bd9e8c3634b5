import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { isTest, isTypeScript, type Finding, type Rule, type Source } from './repo.ts';
import { readTypeScript } from './typescript.ts';

// One way: model <- {risk, sdk, database} <- apps. `contracts` stands for @hypothec/contracts,
// which tells where the Foundry programs are; `testkit` is for tests, benchmarks and scripts.
const packageImports: Record<string, readonly string[]> = {
  model: [],
  config: ['model'],
  risk: ['model', 'config'],
  sdk: ['model', 'config'],
  database: ['model'],
  testkit: ['model', 'config', 'risk', 'sdk', 'database', 'contracts'],
};
const appImports = ['model', 'config', 'risk', 'sdk', 'database', 'contracts'];
const everything = [...appImports, 'testkit'];

/** The folder of the workspace that owns a path; '' for files of no workspace. */
function workspaceOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (['packages', 'apps', 'bench'].includes(top)) return `${top}/${second}`;
  return ['contracts', 'scripts'].includes(top) ? top : '';
}

function allowedTo(path: string): readonly string[] {
  const [kind = '', name = ''] = workspaceOf(path).split('/');
  if (kind === 'bench' || kind === 'scripts') return everything;
  const own = kind === 'apps' ? appImports : (packageImports[name] ?? []);
  return isTest(path) ? [...own, 'testkit'] : own;
}

function mayUseViem(path: string): boolean {
  if (/^(?:packages\/(?:sdk|testkit)|bench)\//.test(path)) return true;
  return /^apps\/.*(?:\/io\/|[/.]io\.ts$)/.test(path);
}

export const imports: Rule = ({ sources }) =>
  sources.filter(isTypeScript).flatMap((source) =>
    readTypeScript(source).imports.flatMap(({ name, line }) => {
      const message = name.startsWith('.') ? relative(source, name) : named(source, name);
      return message === undefined
        ? []
        : [{ path: source.path, line, rule: 'imports', message } satisfies Finding];
    }),
  );

function relative({ path }: Source, name: string): string | undefined {
  const target = posix.join(posix.dirname(path), name);
  const from = workspaceOf(path);
  const to = workspaceOf(target);
  if (from === to || to === '') return undefined;
  return `${name} reaches into ${to}: import what its package exports, by the package's name.`;
}

function named({ path }: Source, name: string): string | undefined {
  if (/^viem(?:\/|$)/.test(name) && !mayUseViem(path)) {
    return 'viem belongs to sdk, testkit, bench and the io folder of an app: go through the sdk.';
  }
  if (isBuiltin(name) && path.startsWith('packages/model/') && !isTest(path)) {
    return `the model is pure and cannot use ${name}: pass in what it needs.`;
  }
  const own = /^@hypothec\/([^/]+)/.exec(name)?.[1] ?? (name === 'hypothec' ? 'cli' : undefined);
  if (own === undefined || allowedTo(path).includes(own)) return undefined;
  const allowed = allowedTo(path).join(', ') || 'nothing of ours';
  const where = workspaceOf(path) || 'this file';
  return `${where} cannot import ${name}; it may import ${allowed}.`;
}
