import { mergeConfig } from 'vite'
import { defineConfig } from 'vitest/config'
import base from './vite.config.ts'

export default mergeConfig(
  base,
  defineConfig({
    test: {
      environment: 'jsdom',
      include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
      setupFiles: ['src/testing/setup.ts'],
      css: false,
      testTimeout: 60_000, // patience for a loaded machine, not a measure
      restoreMocks: true,
      pool: 'threads',
      maxWorkers: 2,
    },
  }),
)
