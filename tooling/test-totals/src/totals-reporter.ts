import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node'
import { countTests, countUnexplained, formatTotals, reasonsOf } from './totals.js'

/**
 * Ends a run with one line, `N passed, N failed, N skipped`, over every test of the workspace. Above
 * it stands why tests were skipped, so that a vendor that is missing cannot be overlooked. A test that is skipped
 * without a reason has failed, but where a part of all tests is asked for by name.
 *
 * @example
 * // vitest.config.ts
 * export default defineConfig({ test: { reporters: ['default', new TotalsReporter()] } })
 */
export class TotalsReporter implements Reporter {
  readonly #write: (text: string) => void
  #vitest: Vitest | undefined

  constructor(write: (text: string) => void = (text) => process.stdout.write(text)) {
    this.#write = write
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    for (const [reason, count] of reasonsOf(modules)) {
      this.#write(`${count} skipped: ${reason}\n`)
    }
    const isPart = this.#vitest?.getGlobalTestNamePattern() !== undefined
    const unexplained = isPart ? 0 : countUnexplained(modules)
    if (unexplained > 0) process.exitCode = 1
    const totals = countTests(modules, errors.length)
    const { failed, skipped } = totals
    this.#write(
      `\n${formatTotals({ ...totals, failed: failed + unexplained, skipped: skipped - unexplained })}\n`,
    )
  }
}
