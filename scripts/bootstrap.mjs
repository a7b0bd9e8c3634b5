// The first thing every npm script runs, and the only plain JavaScript here: it must start on the
// Node that the machine happens to have. It installs what is missing, then hands over to the
// Node 24 that the workspace brings, which runs TypeScript as it stands.
//
//   node scripts/bootstrap.mjs scripts/test.ts [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestToInstall = 20;
const oldestToRun = 24;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, 'node_modules', '.bin');

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function major(version) {
  return Number.parseInt(version, 10);
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json says, by npm's own record of its last install.
 */
function installed() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined) fail('package-lock.json is missing or damaged: restore it from git.');
  if (found === undefined) return false;
  const stale = Object.keys(found).some((path) => wanted[path]?.version !== found[path].version);
  const missing = Object.keys(wanted).some(
    (path) => path !== '' && !wanted[path].optional && !(path in found),
  );
  return !stale && !missing;
}

function install() {
  process.stderr.write('Installing the packages of package-lock.json (about half a minute)…\n');
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const args = ['ci', '--loglevel=error', '--no-progress'];
  const npm = process.env.npm_execpath;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.error)
    fail(`npm could not be started: ${result.error.message}. Install Node with npm.`);
  if (result.status !== 0) fail('npm ci failed, see above. Nothing else was started.');
}

/**
 * The Node of the workspace; where npm has none for this platform, the machine's own if new enough.
 */
function nodeToRun() {
  const own = join(tools, 'node');
  if (existsSync(own)) return own;
  if (major(process.versions.node) >= oldestToRun) return process.execPath;
  return fail(
    `There is no packaged Node for ${process.platform}-${process.arch}, and this one is ` +
      `${process.version}: install Node ${oldestToRun} or newer and run the command again.`,
  );
}

function run(script, args) {
  const child = spawn(nodeToRun(), [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH ?? ''}` },
  });
  // At a terminal Ctrl-C already reaches the child; sent twice it would read as "stop at once".
  const forwarded = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => forwarded.includes(signal) && child.kill(signal));
  }
  child.on('error', (error) => fail(`${script} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

if (major(process.versions.node) < oldestToInstall) {
  fail(
    `This is Node ${process.version}; installing needs Node ${oldestToInstall} or newer ` +
      '(the rest then runs on a Node of its own).',
  );
}
const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('Usage: node scripts/bootstrap.mjs <file.ts> [arguments]');
const path = join(root, script);
if (!existsSync(path)) fail(`${relative(process.cwd(), path)} does not exist.`);
if (!installed()) install();
run(path, args);
