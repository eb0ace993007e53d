import { dialectNames, skipReason } from '@relvar/test-databases/environment'
import type { TestCase, TestModule } from 'vitest/node'

export interface Totals {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/**
 * Counts the tests of a run. What fails outside any test counts as a failed test too: a file that
 * cannot be loaded, a hook around a suite, an error that nobody caught.
 */
export function countTests(modules: readonly TestModule[], uncaught: number): Totals {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const states = tests.map((test) => test.result().state)
  const failedTests = states.filter((state) => state === 'failed').length
  const passed = states.filter((state) => state === 'passed').length
  const outside = modules
    .flatMap((module) => [module, ...module.children.allSuites()])
    .reduce((sum, suite) => sum + suite.errors().length, 0)
  const failed = failedTests + outside + uncaught
  // Whatever did not run to an end (skipped, left pending by an interruption) was not tested.
  return { passed, failed, skipped: tests.length - passed - failedTests }
}

/** `12 passed, 0 failed, 3 skipped`. */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** How many tests were skipped for which reason, most frequent first. */
export function reasonsOf(modules: readonly TestModule[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const module of modules) {
    for (const test of module.children.allTests('skipped')) {
      const reason = reasonOf(test)
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
    }
  }
  return [...counts].sort(([, left], [, right]) => right - left)
}

/** What the test said, else the vendor that its suite is named after, else where the test stands. */
function reasonOf(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped' && result.note) return result.note
  return missingVendor(test.fullName) ?? `no reason given in ${test.module.moduleId}`
}

/** Suites of the matrix end in `on $name`. */
function missingVendor(fullName: string): string | null {
  const name = dialectNames.find((dialect) => new RegExp(`\\bon ${dialect}\\b`).test(fullName))
  const reason = name === undefined ? null : skipReason(name)
  return reason === null ? null : `${name}: ${reason}`
}
