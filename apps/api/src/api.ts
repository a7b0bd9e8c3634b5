import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '@hypothec/database';
import type { Address } from '@hypothec/model';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { HeadWatch } from './plugins/head.ts';
import type { LiveBook } from './plugins/live-book.ts';
import type { LiveHub } from './plugins/live.ts';
import type { ReadAtHead } from './plugins/read.ts';

/** A server whose routes are typed by their Zod schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** How the server stands to the world around it. */
export interface ServerOptions {
  /** Pages that may use an account's session, as browsers send them: `https://app.example.org`. */
  readonly origins: readonly string[];
  /** Most requests of one address in a minute. */
  readonly requestsPerMinute: number;
  /** Most requests of one session in a minute. */
  readonly sessionRequestsPerMinute: number;
  /** Most open event streams of one address. */
  readonly streamsPerAddress: number;
  /** Whether `X-Forwarded-For` and `-Proto` are believed, or of which proxies. */
  readonly trustProxy: boolean | string;
  /** Most bytes of answers that are kept for the current block. */
  readonly cacheBytes: number;
  /** Time between two looks at the indexer's cursor, in case a notification was missed. */
  readonly pollMs: number;
  /** Time between two comments that keep an event stream open. */
  readonly heartbeatMs: number;
  readonly version: string;
  /** For tests: answers are held to their schemas, which costs as much as making them. */
  readonly checkAnswers?: boolean;
}

/** Says whether a message was signed by an account, be it a key or a contract. */
export interface WalletVerifier {
  /** @throws {Problem} `node-away` when that takes a node and none answers. */
  verify(signed: {
    readonly address: Address;
    readonly message: string;
    readonly signature: `0x${string}`;
    readonly chainId: number;
  }): Promise<boolean>;
}

/** All that a server needs from outside. */
export interface ServerDeps {
  readonly database: Database;
  readonly wallets: WalletVerifier;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly options: ServerOptions;
  /** Pino's options, or false. */
  readonly logger?: false | { readonly level: string };
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Everything that was passed in. */
    deps: ServerDeps;
    /** The newest indexed block. */
    tip: HeadWatch;
    /** Reads the database as of one block. */
    readAtHead: ReadAtHead;
    /** The newest state, in memory. */
    liveBook: LiveBook;
    /** Event streams. */
    live: LiveHub;
  }

  interface FastifyContextConfig {
    /** The answer depends on URL and indexed block alone: it is kept until the next block. */
    perBlock?: boolean;
    /** Only for who is signed in; `accountOf(request)` says who. */
    account?: boolean;
    /** Only from a page that the operator allows; writes of accounts are so without it. */
    fromPage?: boolean;
    /** Content types of a good answer; `application/json` unless told. */
    produces?: readonly string[];
  }
}
