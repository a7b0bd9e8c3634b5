import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{packages,apps,bench}/*/**/*.test.ts',
      'scripts/**/*.test.ts',
      'contracts/bin/*.test.ts',
    ],
    setupFiles: ['scripts/lib/vitest-setup.ts'],
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**', '**/*.gen.ts'],
    },
  },
});
