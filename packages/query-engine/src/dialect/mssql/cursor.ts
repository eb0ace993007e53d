import { sql } from 'kysely'
import { isNull } from '../standard.js'
import type { CursorValues, Sql, ValueForm } from '../dialect.js'
import { bytesIn, digitsIn, numberIn, temporalIn } from '../cursor-text.js'
import { isMoney, parameter, toParameter } from './values.js'

/**
 * Styles that write every digit: 2 of money and binary, 3 of a double, 121 of moments. A `real`
 * becomes a double first, which is what the parameter is.
 *
 * @see https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql
 */
function selected({ type, nativeType }: ValueForm, x: Sql): Sql {
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
    case 'boolean':
      return sql`cast(${x} as varchar(60))`
    case 'float':
      return isMoney(nativeType)
        ? sql`convert(varchar(40), ${x}, 2)`
        : sql`convert(varchar(40), cast(${x} as float), 3)`
    case 'date':
      return sql`convert(char(10), ${x}, 23)`
    case 'dateTime':
      return sql`convert(varchar(27), cast(${x} as datetime2(7)), 121)`
    case 'timestamp':
      return sql`convert(varchar(34), ${x}, 121)`
    case 'time':
      return sql`cast(${x} as varchar(16))`
    case 'binary':
      return sql`convert(varchar(max), cast(${x} as varbinary(max)), 2)`
    case 'uuid':
      return sql`cast(${x} as char(36))`
    default:
      return x
  }
}

function fromText({ type, nativeType }: ValueForm, text: string): unknown {
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
      return digitsIn(text)
    case 'boolean':
      return numberIn(text) !== 0
    case 'float':
      return isMoney(nativeType) ? digitsIn(text) : numberIn(text)
    case 'date':
    case 'dateTime':
    case 'timestamp':
    case 'time':
      return toParameter(type, temporalIn(text))
    case 'binary':
      return bytesIn(text)
    default:
      return text
  }
}

export const cursor: CursorValues = {
  ordered: (_form, x) => x,
  isNull,
  selected,
  toText: String,
  fromText,
  parameter,
}
