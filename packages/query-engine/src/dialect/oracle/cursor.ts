import { sql } from 'kysely'
import { isNull } from '../standard.js'
import type { CursorValues, Sql, ValueForm } from '../dialect.js'
import { bytesIn, digitsIn, numberIn, temporalIn } from '../cursor-text.js'
import {
  DATE,
  INSTANT,
  MOMENT,
  parameter as comparedParameter,
  plainNumber,
  utc,
} from './values.js'

function isBinaryFloat({ nativeType }: ValueForm): boolean {
  return nativeType.startsWith('binary')
}

/** A DATE has a time of day, to the second. */
function isDate({ type, nativeType }: ValueForm): boolean {
  return type === 'date' || (type === 'dateTime' && nativeType === 'date')
}

/** @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Format-Models.html (FF9) */
function selected(form: ValueForm, x: Sql): Sql {
  if (isDate(form)) return sql`to_char(${x}, ${DATE})`
  switch (form.type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
      return plainNumber(x)
    case 'float':
      return isBinaryFloat(form) ? sql`to_char(${x})` : plainNumber(x)
    case 'boolean':
      return form.nativeType === 'boolean'
        ? sql`case when ${x} then '1' when not ${x} then '0' end`
        : sql`to_char(${x})`
    case 'dateTime':
      return sql`to_char(${x}, 'YYYY-MM-DD"T"HH24:MI:SS.FF9')`
    case 'timestamp':
      return sql`to_char(${utc(form, x)}, 'YYYY-MM-DD"T"HH24:MI:SS.FF9"+00:00"')`
    case 'binary':
      return sql`rawtohex(${x})`
    case 'string':
    case 'text':
      return x
    default:
      return sql`to_char(${x})`
  }
}

function fromText(form: ValueForm, text: string): unknown {
  switch (form.type) {
    case 'integer':
    case 'bigInteger':
    case 'decimal':
      return digitsIn(text)
    case 'float':
      return isBinaryFloat(form) ? numberIn(text) : digitsIn(text)
    case 'boolean':
      return numberIn(text)
    case 'date':
    case 'dateTime':
    case 'timestamp':
      return temporalIn(text)
    case 'binary':
      return bytesIn(text)
    default:
      return text
  }
}

function parameter(form: ValueForm, x: Sql): Sql {
  if (isDate(form)) return sql`to_date(${x}, ${DATE})`
  switch (form.type) {
    case 'integer':
      return sql`to_number(${x})`
    case 'float':
      return isBinaryFloat(form) ? x : sql`to_number(${x})`
    case 'dateTime':
      return sql`to_timestamp(${x}, ${MOMENT})`
    case 'timestamp':
      return sql`to_timestamp_tz(${x}, ${INSTANT})`
    default:
      return comparedParameter(form, x)
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
