import { sql } from 'kysely'
import { isNull } from '../standard.js'
import type { CursorValues, Sql, ValueForm } from '../dialect.js'
import { bytesIn, digitsIn, numberIn, temporalIn } from '../cursor-text.js'

/**
 * An enum is sorted by the number of its choice but compared by its text, so its number is taken.
 *
 * @see https://mariadb.com/kb/en/enum/
 */
function isChoice({ nativeType }: ValueForm): boolean {
  return nativeType.startsWith('enum') || nativeType.startsWith('set')
}

/** Numbers beyond what a double holds exactly. */
function isLong(form: ValueForm): boolean {
  return (
    form.type === 'bigInteger' ||
    form.type === 'decimal' ||
    form.nativeType.startsWith('bit') ||
    isChoice(form)
  )
}

function selected(form: ValueForm, x: Sql): Sql {
  // A float of four bytes is written in six digits, but for being a double.
  if (form.type === 'float') return sql`cast(cast(${x} as double) as char)`
  if (form.type === 'binary') return sql`hex(${x})`
  return form.type === 'string' || form.type === 'text' ? x : sql`cast(${x} as char)`
}

function fromText(form: ValueForm, text: string): unknown {
  if (isLong(form)) return digitsIn(text)
  switch (form.type) {
    case 'integer':
    case 'boolean':
    case 'float':
      return numberIn(text)
    case 'binary':
      return bytesIn(text)
    case 'date':
    case 'dateTime':
    case 'timestamp':
    case 'time':
      return temporalIn(text)
    default:
      return text
  }
}

function parameter(form: ValueForm, x: Sql): Sql {
  if (!isLong(form)) return x
  return sql`cast(${x} as ${sql.raw(`decimal(65, ${form.scale ?? 0})`)})`
}

/** Values as they are kept, moments with all their digits in the session's zone, which is UTC. */
export const cursor: CursorValues = {
  ordered: (form, x) => (isChoice(form) || form.nativeType.startsWith('bit') ? sql`(${x} + 0)` : x),
  isNull,
  selected: (form, x) => (isChoice(form) ? sql`cast(${x} as char)` : selected(form, x)),
  toText: String,
  fromText,
  parameter,
}
