import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@relvar/source'] },
  ssr: { resolve: { conditions: ['@relvar/source'] } },
  test: {
    globalSetup: ['./tooling/test-databases/src/global-setup.ts'],
    include: ['packages/*/{src,test}/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts', 'tooling/*/src/**/*.test.ts'],
  },
})
