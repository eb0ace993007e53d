import type { ColumnDefault, ColumnType } from '../model/schema-model.js'

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** The content of a quoted SQL string, null where the text is anything else. `''` inside is one quote. */
export function unquote(text: string): string | null {
  return /^'(?:[^']|'')*'$/s.test(text) ? text.slice(1, -1).replaceAll("''", "'") : null
}

/** A literal in the type of its column. */
export function literalDefault(text: string, type: ColumnType): ColumnDefault {
  if (type === 'boolean' && /^(?:1|t|true|0|f|false)$/i.test(text)) {
    return { kind: 'literal', value: /^(?:1|t|true)$/i.test(text) }
  }
  const numeric = isNumeric(type) && NUMBER.test(text) && isExact(text)
  return { kind: 'literal', value: numeric ? Number(text) : text }
}

/** A default written in SQL: a quoted string, a number, a boolean, or else an expression. `null` is no default. */
export function parseDefault(sql: string, type: ColumnType): ColumnDefault | null {
  const text = withoutParentheses(sql.trim())
  if (/^null$/i.test(text)) return null
  const quoted = unquote(text)
  if (quoted !== null) return literalDefault(quoted, type)
  if (/^(?:true|false)$/i.test(text)) return { kind: 'literal', value: /^true$/i.test(text) }
  if (NUMBER.test(text))
    return literalDefault(text, isNumeric(type) || type === 'boolean' ? type : numericType(text))
  return { kind: 'expression', sql: text }
}

/** Text columns may have a bare number as default; it is a number all the same. */
function numericType(text: string): ColumnType {
  return /^[+-]?\d+$/.test(text) ? 'integer' : 'decimal'
}

function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'bigInteger' || type === 'decimal' || type === 'float'
}

/** 64-bit integers and long decimals stay text: a number would change them. */
function isExact(text: string): boolean {
  return text.replace(/\D/g, '').length <= 15
}

function withoutParentheses(text: string): string {
  const inner = /^\(([^()]*)\)$/s.exec(text)?.[1]?.trim()
  return inner === undefined || inner.includes(',') ? text : inner
}
