import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    unstubEnvs: true,
    // Real servers and browsers on a shared machine: there a test is told once more, and the report says so. At a desk a flake shows itself.
    retry: process.env.CI ? 1 : 0,
  },
});
