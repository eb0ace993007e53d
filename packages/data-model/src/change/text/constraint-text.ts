import { parseColumn, printColumn } from './column-text.js'
import type { CreateTableText, Definition } from './create-table.js'
import { bareName, closingOf, isWord, type Token, tokensOf } from './tokens.js'

/** A constraint of a table, wherever it is written: at its column, or in a definition of its own. */
export interface WrittenConstraint {
  readonly kind: 'foreign-key' | 'unique' | 'check' | 'other'
  readonly name: string | null
  readonly columns: readonly string[]
  /** What a foreign key points to. */
  readonly target: string | null
  readonly definition: Definition
  /** Which clause of its column it is; null for a definition of its own. */
  readonly clause: number | null
}

/** The constraints of a table in the order in which they are written. */
export function constraintsOf(table: CreateTableText): readonly WrittenConstraint[] {
  return table.definitions.flatMap((definition) =>
    definition.kind === 'column'
      ? constraintsOfColumn(table, definition)
      : [constraintOf(table, definition)],
  )
}

const COLUMN_KINDS = { references: 'foreign-key', unique: 'unique', check: 'check' } as const

function constraintsOfColumn(
  table: CreateTableText,
  definition: Definition,
): readonly WrittenConstraint[] {
  const columns = [definition.name ?? '']
  return parseColumn(table.textOf(definition)).clauses.flatMap(({ kind, name, text }, clause) => {
    if (kind !== 'references' && kind !== 'unique' && kind !== 'check') return []
    const tokens = tokensOf(text)
    return [
      { kind: COLUMN_KINDS[kind], name, columns, target: targetIn(tokens), definition, clause },
    ]
  })
}

function constraintOf(table: CreateTableText, definition: Definition): WrittenConstraint {
  const tokens = tokensOf(table.textOf(definition))
  const named = isWord(tokens[0], 'constraint')
  const name = named ? bareName(tokens[1]?.text ?? '') : null
  const first = tokens[named ? 2 : 0]
  const kind = isWord(first, 'foreign')
    ? 'foreign-key'
    : isWord(first, 'unique')
      ? 'unique'
      : isWord(first, 'check')
        ? 'check'
        : 'other'
  const columns = kind === 'check' ? [] : columnsIn(tokens)
  return { kind, name, columns, target: targetIn(tokens), definition, clause: null }
}

/** The names in the first list; what follows a name in it is its collation or its order. */
function columnsIn(tokens: readonly Token[]): readonly string[] {
  const open = tokens.findIndex(({ text }) => text === '(')
  return tokens
    .slice(open, closingOf(tokens, open))
    .flatMap(({ text }, index, list) =>
      index > 0 && (index === 1 || list[index - 1]?.text === ',') ? [bareName(text)] : [],
    )
}

function targetIn(tokens: readonly Token[]): string | null {
  const index = tokens.findIndex((token) => isWord(token, 'references'))
  return index < 0 ? null : bareName(tokens[index + 1]?.text ?? '')
}

/** The table without a constraint of it; a column keeps everything else that it says. */
export function withoutConstraint(
  table: CreateTableText,
  { definition, clause }: WrittenConstraint,
): CreateTableText {
  if (clause === null) return table.without(definition)
  const column = parseColumn(table.textOf(definition))
  const clauses = column.clauses.filter((_, index) => index !== clause)
  return table.replaced(definition, printColumn({ ...column, clauses }))
}
