import { type ViteUserConfig, defineConfig } from 'vitest/config'
import { TotalsReporter } from './tooling/test-totals/src/totals-reporter.js'

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ['@relvar/source'] },
  ssr: { resolve: { conditions: ['@relvar/source'] } },
  test: {
    include: [
      '{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}',
      'tooling/*/**/*.test.ts',
      'examples/*/**/*.test.ts',
    ],
    globalSetup: ['./tooling/test-databases/src/global-setup.ts'],
    reporters: ['default', new TotalsReporter()],
    // Files mostly wait for databases and processes of their own, so that two cores have room for two.
    maxWorkers: '100%',
    // Real databases on a small machine that does other things too.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
})

export default config
