import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { countTests, formatTotals, reasonsOf } from './totals.js'

/**
 * Ends a run with one line, `N passed, N failed, N skipped`, over every test of the workspace. Above
 * it stands why tests were skipped, so that a vendor that is missing cannot be overlooked.
 *
 * @example
 * // vitest.config.ts
 * export default defineConfig({ test: { reporters: ['default', new TotalsReporter()] } })
 */
export class TotalsReporter implements Reporter {
  readonly #write: (text: string) => void

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const totals = countTests(modules, errors.length)
    for (const [reason, count] of reasonsOf(modules)) {
      this.#write(`${count} skipped: ${reason}\n`)
    }
    this.#write(`\n${formatTotals(totals)}\n`)
  }
}
