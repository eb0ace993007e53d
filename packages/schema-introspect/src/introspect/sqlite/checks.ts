import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'
import { bareName, closingOf, insideOf, isWord, tokensOf } from './statement.js'
import type { SqliteTable } from './tables.js'

/** SQLite keeps CHECKs only in the text of `create table`, so they are read from there. */
export function findChecks(tables: Iterable<SqliteTable>): readonly (OfTable & Check)[] {
  return [...tables]
    .filter((table) => table.kind === 'table')
    .flatMap((table) =>
      parseChecks(table.sql).map(({ name, expression }, index) => ({
        schema: 'main',
        table: table.name,
        name: name ?? `${table.name}_check_${index + 1}`,
        expression,
      })),
    )
}

interface ParsedCheck {
  readonly name: string | null
  readonly expression: string
}

export function parseChecks(createTable: string): readonly ParsedCheck[] {
  const tokens = tokensOf(createTable)
  const checks: ParsedCheck[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (!isWord(tokens[index], 'check') || tokens[index + 1]?.text !== '(') continue
    const isNamed = isWord(tokens[index - 2], 'constraint')
    const name = isNamed ? bareName(tokens[index - 1]?.text ?? '') : null
    checks.push({ name, expression: insideOf(createTable, tokens, index + 1) })
    index = closingOf(tokens, index + 1)
  }
  return checks
}
