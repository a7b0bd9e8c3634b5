import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateDatabase, openSql, shownUrl } from '@hypothec/database/backup';
import { removeServer, startServer } from '@hypothec/database/server';
import { CliError } from '../errors.ts';
import { BoundedLog } from './bounded-log.ts';
import { serviceTitle } from './folder.ts';
import type { StackFolder } from './folder.ts';
import { readyWhenAnswers, readyWhenSaid, startProgram } from './program.ts';
import type { ProgramSigns } from './program.ts';
import { Service } from './service.ts';
import type { ServiceNews, ServiceOptions, Started } from './service.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The programs beside the chain, started by their files: apps do not import each other. */
const PROGRAMS = {
  indexer: join(root, 'apps', 'indexer', 'src', 'main.ts'),
  api: join(root, 'apps', 'api', 'src', 'main.ts'),
};

/** What a stack's services are started with. */
export interface ServicesOptions {
  readonly folder: StackFolder;
  readonly apiPort: number;
  /** A server to use instead of an own one. */
  readonly databaseUrl: string | null;
  readonly onPid: (name: string, pid: number | null) => void;
  /** Other programs than ours, for tests. */
  readonly programs?: Readonly<Record<'indexer' | 'api', string>>;
  readonly pauses?: ServiceOptions['pauses'];
}

/** Database, indexer and API of a stack. */
export class Services {
  readonly apiUrl: string;
  readonly #options: ServicesOptions;
  /** In the order of their start. */
  readonly #services: Service[] = [];
  /** What happened before anyone listened. */
  readonly #news: ServiceNews[] = [];
  #listener: ((news: ServiceNews) => void) | null = null;
  #databaseUrl = '';
  #migrating: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(options: ServicesOptions) {
    this.#options = options;
    this.apiUrl = `http://127.0.0.1:${options.apiPort}`;
  }

  /** Tells what becomes of them, from the start on. */
  listen(listener: (news: ServiceNews) => void): void {
    this.#listener = listener;
    for (const news of this.#news.splice(0)) listener(news);
  }

  /**
   * Starts the database, or looks for the one that is to be used, and brings its tables up to date.
   *
   * @returns Its address, with the password.
   * @throws {CliError} when there is none, with what to do.
   */
  async startDatabase(): Promise<string> {
    const given = this.#options.databaseUrl;
    if (given === null) await this.#startOwn();
    else this.#databaseUrl = given;
    this.#migrating = this.#migrate();
    await this.#migrating;
    return this.#databaseUrl;
  }

  /** Starts what reads the chain and what answers from it; both are kept running from here on. */
  async begin(chain: { readonly rpcUrl: string; readonly book: string }): Promise<void> {
    const { apiPort } = this.#options;
    await this.#run(
      'indexer',
      { BOOK: chain.book, START_BLOCK: '0', ...this.#env(chain) },
      (signs) => readyWhenSaid(signs),
    );
    await this.#run(
      'api',
      { API_HOST: '127.0.0.1', API_PORT: `${apiPort}`, ...this.#env(chain) },
      readyWhenAnswers(`${this.apiUrl}/readyz`),
    );
  }

  /** Ends them, the last one first. */
  async end(): Promise<void> {
    this.#ended = true;
    // A connection that is cut while it is being written to brings the whole process down.
    await this.#migrating.catch(() => undefined);
    for (const service of this.#services.toReversed()) await service.end();
    this.#services.length = 0;
  }

  async #migrate(): Promise<void> {
    const { databaseUrl, folder } = this.#options;
    const sql = openSql(this.#databaseUrl, { connections: 1, name: 'hypothec up' });
    try {
      await migrateDatabase({ sql });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message || String(cause) : String(cause);
      const where = databaseUrl === null ? folder.database : shownUrl(databaseUrl);
      const advice =
        databaseUrl === null
          ? 'start over with hypothec up --reset, or put a backup back.'
          : 'look at DATABASE_URL, or unset it for a database of the stack’s own.';
      throw new CliError(`The database at ${where} cannot be used (${why}): ${advice}`, { cause });
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  #env({ rpcUrl }: { readonly rpcUrl: string }) {
    // A line for each request would cost more than the request.
    const level = process.env['LOG_LEVEL'] ?? 'warn';
    return { DATABASE_URL: this.#databaseUrl, RPC_URL: rpcUrl, LOG_LEVEL: level };
  }

  async #startOwn(): Promise<void> {
    const { folder } = this.#options;
    const log = this.#log('database');
    let port: number | undefined;
    await this.#keep('database', async (): Promise<Started> => {
      const options = port === undefined ? {} : { port };
      const server = await startServer({ folder: folder.database, ...options });
      // On the same port ever after: who uses it comes back by itself.
      port = server.port;
      this.#databaseUrl = server.url;
      log.write(`${new Date().toISOString()} started on port ${port}, process ${server.pid}`);
      void server.died.then((how) => log.write(`${new Date().toISOString()} ${how}`));
      return { ...server, ready: Promise.resolve(), stop: () => server.stop() };
    });
  }

  #run(
    name: keyof typeof PROGRAMS,
    env: Readonly<Record<string, string>>,
    whenReady: (signs: ProgramSigns) => Promise<void>,
  ): Promise<void> {
    const { folder, programs = PROGRAMS } = this.#options;
    const log = this.#log(name);
    const title = serviceTitle(name, folder);
    const onLine = (line: string): void => log.write(line);
    return this.#keep(name, () =>
      startProgram({ path: programs[name], title, env, onLine, whenReady }),
    );
  }

  #keep(name: string, start: () => Promise<Started>): Promise<void> {
    const { onPid, pauses } = this.#options;
    // A start that was interrupted must not bring up what nobody would end.
    if (this.#ended) throw new CliError('The stack is being stopped.');
    const service = new Service({
      name,
      start,
      onPid: (pid) => onPid(name, pid),
      onNews: (news) => {
        if (this.#listener === null) this.#news.push(news);
        else this.#listener(news);
      },
      ...(pauses === undefined ? {} : { pauses }),
    });
    this.#services.push(service);
    return service.begin();
  }

  #log(name: string): BoundedLog {
    return new BoundedLog(join(this.#options.folder.path, `${name}.log`));
  }
}

/** Removes a stack's own database, if it has one. Nothing may run on it. */
export function removeDatabase(folder: StackFolder): void {
  if (existsSync(folder.database)) removeServer(folder.database);
}
