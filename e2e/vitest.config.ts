import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['wire/**/*.test.ts', 'stories/**/*.test.ts'],
    pool: 'forks',
    // Each story starts a whole product with its own servers: one at a time on two cores.
    maxWorkers: 1,
    fileParallelism: false,
    // See ../vitest.config.ts.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
