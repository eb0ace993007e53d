import { dialectNames, skipReason } from '@relvar/test-databases/environment'
import type { SkipMark } from '@relvar/test-databases/skip-for'
import type { TestCase, TestModule, TestSuite } from 'vitest/node'

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
  for (const test of skippedTests(modules)) {
    const reason = reasonOf(test) ?? `no reason given in ${test.module.moduleId}`
    counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].sort(([, left], [, right]) => right - left)
}

/** How many tests are told to be skipped, and nobody said why. What a failed hook kept from running is told by its error. */
export function countUnexplained(modules: readonly TestModule[]): number {
  return skippedTests(modules).filter(
    (test) => ['skip', 'todo'].includes(test.options.mode) && reasonOf(test) === null,
  ).length
}

function skippedTests(modules: readonly TestModule[]): readonly TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests('skipped')])
}

/** What the test said, else what it or a suite around it is marked with, else the vendor that those are named after. */
function reasonOf(test: TestCase): string | null {
  const result = test.result()
  if (result.state === 'skipped' && result.note) return result.note
  return markedReason(test) ?? missingVendor(test.fullName)
}

function markedReason(test: TestCase): string | null {
  let task: TestCase | TestSuite | TestModule = test
  while (task.type !== 'module') {
    const { skipReason: reason }: SkipMark = task.meta()
    if (reason !== undefined) return reason
    task = task.parent
  }
  return null
}

/** Suites of the matrix name their vendor: `reads on $name`. */
function missingVendor(fullName: string): string | null {
  const name = dialectNames.find((dialect) => new RegExp(`\\b${dialect}\\b`).test(fullName))
  const reason = name === undefined ? null : skipReason(name)
  return reason === null ? null : `${name}: ${reason}`
}
