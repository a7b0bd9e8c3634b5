import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const DATABASE_URL = 'postgres://user:secret@localhost:5432/hypothec';

describe('the settings of the service', () => {
  test('have defaults for all but the database', () => {
    expect(readConfig({ DATABASE_URL })).toEqual({
      databaseUrl: DATABASE_URL,
      rpcUrl: undefined,
      host: '127.0.0.1',
      port: 8710,
      origins: ['http://127.0.0.1:8710', 'http://localhost:8710'],
      trustProxy: false,
      requestsPerMinute: 1_200,
      sessionRequestsPerMinute: 600,
      streamsPerAddress: 20,
      cacheBytes: 64 * 1024 * 1024,
      logLevel: 'info',
    });
  });

  test('are read as they are written', () => {
    const config = readConfig({
      DATABASE_URL,
      RPC_URL: 'http://localhost:8545',
      API_HOST: '0.0.0.0',
      API_PORT: '80',
      API_ORIGINS: 'https://app.example.org, http://localhost:5173,*,',
      API_TRUST_PROXY: '10.0.0.0/8',
      API_RATE_LIMIT: '',
    });
    expect(config).toMatchObject({
      rpcUrl: 'http://localhost:8545',
      host: '0.0.0.0',
      port: 80,
      origins: ['https://app.example.org', 'http://localhost:5173'],
      trustProxy: '10.0.0.0/8',
      requestsPerMinute: 1_200,
    });
    expect(readConfig({ DATABASE_URL, API_TRUST_PROXY: 'true' }).trustProxy).toBe(true);
  });

  test.each([
    ['DATABASE_URL', ''],
    ['API_PORT', '65536'],
    ['API_PORT', '80a'],
    ['API_RATE_LIMIT', '0'],
    ['API_RATE_LIMIT', '-1'],
    ['API_ORIGINS', 'https://app.example.org/'],
    ['API_ORIGINS', 'app.example.org'],
    ['API_ORIGINS', 'ftp://app.example.org'],
    ['RPC_URL', 'localhost'],
    ['LOG_LEVEL', 'loud'],
  ])('name %s when it is %j', (name, value) => {
    const read = () => readConfig({ DATABASE_URL, [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: `));
  });
});
