import { z } from 'zod';

/** A setting does not read; the message says which, what was seen and what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const origin = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text;
}, 'an origin is written as browsers send it: https://app.example.org, without a slash at its end');

const list = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== '' && item !== '*'));

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const Environment = z.object({
  DATABASE_URL: z.string({
    error: 'the address of the database: postgres://user:password@host/db',
  }),
  RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: whole(0, 65_535).default(8710),
  API_ORIGINS: list.pipe(z.array(origin)).default([]),
  API_TRUST_PROXY: z.string().default('false'),
  API_RATE_LIMIT: whole(1, 100_000_000).default(1_200),
  API_SESSION_RATE_LIMIT: whole(1, 100_000_000).default(600),
  API_STREAMS_PER_ADDRESS: whole(1, 1_000_000).default(20),
  API_CACHE_MB: whole(1, 4_096).default(64),
  LOG_LEVEL: z.enum(levels).default('info'),
});

/** What the service is told by its environment. */
export interface Config {
  readonly databaseUrl: string;
  readonly rpcUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly origins: readonly string[];
  readonly trustProxy: boolean | string;
  readonly requestsPerMinute: number;
  readonly sessionRequestsPerMinute: number;
  readonly streamsPerAddress: number;
  readonly cacheBytes: number;
  readonly logLevel: (typeof levels)[number];
}

/** `false`, `true`, or the addresses of the proxies. */
function toTrust(text: string): boolean | string {
  if (text === '' || text === 'false' || text === '0') return false;
  return text === 'true' || text === '1' ? true : text;
}

/**
 * Reads the settings of the service.
 *
 * @throws {ConfigError} when one of them does not read; the first that does not is named.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new ConfigError(`${issue?.path[0]?.toString() ?? 'A setting'}: ${issue?.message ?? ''}.`);
  }
  const { data } = read;
  return {
    databaseUrl: data.DATABASE_URL,
    rpcUrl: data.RPC_URL,
    host: data.API_HOST,
    port: data.API_PORT,
    origins: [...new Set([...data.API_ORIGINS, ...ownOrigins(data.API_HOST, data.API_PORT)])],
    trustProxy: toTrust(data.API_TRUST_PROXY),
    requestsPerMinute: data.API_RATE_LIMIT,
    sessionRequestsPerMinute: data.API_SESSION_RATE_LIMIT,
    streamsPerAddress: data.API_STREAMS_PER_ADDRESS,
    cacheBytes: data.API_CACHE_MB * 1024 * 1024,
    logLevel: data.LOG_LEVEL,
  };
}

/** The page at /docs may use what it shows, where the service is on this machine alone. */
function ownOrigins(host: string, port: number): readonly string[] {
  if (host !== '127.0.0.1' && host !== 'localhost') return [];
  return [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
}
