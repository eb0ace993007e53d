import type { OfTable } from '../../model/catalogue.js'
import type { Check } from '../../model/schema-model.js'
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

const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\p{L}_][\p{L}\p{N}_$]*|[^\s]/gu

export function parseChecks(createTable: string): readonly ParsedCheck[] {
  const tokens = [...createTable.matchAll(TOKEN)].filter(([text]) => !/^(?:--|\/\*)/.test(text))
  const is = (index: number, word: string): boolean => tokens[index]?.[0].toLowerCase() === word
  const checks: ParsedCheck[] = []
  for (let index = 0; index < tokens.length; index++) {
    if (!is(index, 'check') || !is(index + 1, '(')) continue
    const end = closing(
      tokens.map(([text]) => text),
      index + 1,
    )
    const from = (tokens[index + 1]?.index ?? 0) + 1
    const name = is(index - 2, 'constraint') ? bare(tokens[index - 1]?.[0] ?? '') : null
    checks.push({ name, expression: createTable.slice(from, tokens[end]?.index).trim() })
    index = end
  }
  return checks
}

function closing(tokens: readonly string[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    if (tokens[index] === '(') depth++
    if (tokens[index] === ')' && --depth === 0) return index
  }
  return tokens.length - 1
}

function bare(name: string): string {
  return /^["`[]/.test(name) ? name.slice(1, -1) : name
}
