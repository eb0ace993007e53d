import type { DialectName } from '@relvar/schema-introspect/model'
import { expect } from 'vitest'
import type { SchemaChange } from '../../../src/index.js'
import { isUnderstood, openGrammars } from './grammar.js'
import { planned, type PlannedOptions } from './planned.js'

/** What each vendor is sent; a line of three hyphens stands between two statements. */
export type Expected = Readonly<Record<DialectName, string>>

/** Compares the statements of changes with what is expected, all vendors at once, and asks grammars about them. */
export async function expectPlanned(
  changes: readonly SchemaChange[],
  expected: Expected,
  options: PlannedOptions = {},
): Promise<void> {
  const found = planned(changes, options)
  // MySQL and MariaDB quote with backticks, which would end the texts of a test.
  const texts = Object.entries(found).map(([name, statements]) => [
    name,
    statements.join('\n---\n').replaceAll('`', '"'),
  ])
  expect(Object.fromEntries(texts)).toEqual(
    Object.fromEntries(Object.entries(expected).map(([name, text]) => [name, outdented(text)])),
  )
  await openGrammars()
  const strange = Object.entries(found).flatMap(([name, statements]) =>
    statements.filter((statement) => !isUnderstood(name as DialectName, statement)),
  )
  expect(strange).toEqual([])
}

/** Without the indentation of the test around it. */
function outdented(text: string): string {
  const lines = text
    .split('\n')
    .filter((line, index, all) => line.trim() !== '' || (index > 0 && index < all.length - 1))
  const depth = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(depth)).join('\n')
}
