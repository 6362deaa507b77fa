// How tests run: two at a time on two cores, each file with a database of its own.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['server/**/*.test.ts', 'libs/**/*.test.ts', 'fleet/**/*.test.ts', 'web/**/*.test.ts', 'tests/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['tests/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    env: { CARELOOP_NO_RATE_LIMIT: '1', CARELOOP_LEARNED_DIR: 'node_modules/.cache/careloop' },
  },
});
