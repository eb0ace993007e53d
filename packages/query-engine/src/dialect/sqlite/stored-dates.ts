import type { ColumnType } from '@relvar/schema-introspect/model'
import { sql } from 'kysely'
import { columnRef } from '../../compile/build.js'
import type { ColumnComparison, Sql } from '../dialect.js'

const FORMATS = {
  date: '%Y-%m-%d',
  dateTime: '%Y-%m-%dT%H:%M:%S',
  timestamp: '%Y-%m-%dT%H:%M:%fZ',
} as const

type TemporalType = keyof typeof FORMATS

export function isTemporal(type: ColumnType): type is TemporalType {
  return Object.hasOwn(FORMATS, type)
}

/**
 * A stored date in the form of the wire. SQLite has no date type: text in several spellings and epoch
 * milliseconds are both common, so both are read. Text that does not begin as a date stays as it is:
 * `date` would take `now` for this moment, and `12:30` for a time in the year 2000.
 *
 * @see https://www.sqlite.org/lang_datefunc.html
 */
export function temporal(type: TemporalType, x: Sql): Sql {
  const number = sql`strftime(${sql.lit(FORMATS[type])}, ${x} / 1000.0, 'unixepoch')`
  const plain = sql`when ${isPlain(type, x)} then ${ofPlain(type, x)}`
  return sql`case ${plain} when typeof(${x}) in ('integer', 'real') then ${number} ${ofTexts(type, x)} else ${x} end`
}

/**
 * Whether a stored date is a text as SQLite itself writes it, which most are: those take a third of the
 * time of others. The digit it begins with tells it from a year before 0, the collation from one with spaces behind it.
 */
function isPlain(type: TemporalType, x: Sql): Sql {
  const written = type === 'date' ? sql`date(${x})` : sql`datetime(${x})`
  return sql`${written} = +${x} collate binary and +${x} >= '0'`
}

function ofPlain(type: TemporalType, x: Sql): Sql {
  if (type === 'date') return x
  const seconds = sql`replace(${x}, ' ', 'T')`
  return type === 'dateTime' ? seconds : sql`${seconds} || '.000Z'`
}

/** `date` and `datetime` say the same as `strftime` in a third of the time, but for fractions of a second. */
function ofTexts(type: TemporalType, x: Sql): Sql {
  switch (type) {
    case 'date':
      return ofText('*', sql`date(${x})`, x)
    case 'dateTime':
      return ofText('*', wireSeconds(x), x)
    case 'timestamp': {
      const whole = ofText(SECONDS, sql`${wireSeconds(x)} || '.000Z'`, x)
      const milliseconds = ofText(
        `${SECONDS}.[0-9][0-9][0-9]Z`,
        sql`${wireSeconds(x)} || substr(${x}, 20, 5)`,
        x,
      )
      const other = ofText('*', sql`strftime(${sql.lit(FORMATS.timestamp)}, ${x})`, x)
      return sql`${whole} ${milliseconds} ${other}`
    }
  }
}

/** What follows the year and its hyphen, where seconds have no fraction and there is no time zone. */
const SECONDS = '??-?????:??:??'

/** A text of a shape in another form; as it is where that knows no such moment. */
function ofText(shape: string, form: Sql, x: Sql): Sql {
  return sql`when glob(${sql.lit(`[0-9][0-9][0-9][0-9]-${shape}`)}, ${x}) then coalesce(${form}, ${x})`
}

function wireSeconds(x: Sql): Sql {
  return sql`replace(datetime(${x}), ' ', 'T')`
}

/** A value of the query in the form that it is compared in. */
export function temporalParameter(type: TemporalType, x: Sql): Sql {
  return sql`strftime(${sql.lit(FORMATS[type])}, ${x})`
}

/**
 * How far a stored text may lie from its own moment: `2023-02-31 24:59-14:59` is taken for the fourth
 * of March, `2023-03-01 00:00+14:59` for the last of February.
 */
const EARLIER = sql.lit('-4 days')
const LATER = sql.lit('+2 days')

/** Greater than every text that begins with a digit. */
const AFTER_DIGITS = sql.lit(':')

/**
 * A comparison of a stored date that an index on it can answer. Beside the exact test, which hides
 * the column in a function, stands a range of raw values that certainly holds whatever passes it; and
 * texts far from the bound pass without being read as dates.
 *
 * Numbers sort before texts, and texts before blobs: so the lower end of the range depends on whether
 * there are numbers, and the upper one on whether there is anything else, which the index tells at once.
 *
 * @see https://www.sqlite.org/datatype3.html#comparison_expressions
 */
export function compareDates(comparison: ColumnComparison): Sql | null {
  const { form, left, operator, right } = comparison
  if (!isTemporal(form.type)) return null
  const exact = exactly(form.type, comparison)
  // Without the affinity of its column, for which each text would be tried as a number at each comparison.
  const plain = sql`+${left}`
  switch (operator) {
    case '>':
    case '>=':
      return sql`(${left} >= ${lowest(comparison)} and (${plain} between ${once(sql`coalesce(date(${right}, ${LATER}), ${AFTER_DIGITS})`)} and ${AFTER_DIGITS} or ${exact}))`
    case '<':
    case '<=':
      return sql`(${left} < ${highest(comparison)} and (${plain} >= '' and ${plain} < ${once(sql`coalesce(date(${right}, ${EARLIER}), '')`)} or ${exact}))`
    case '=':
      return sql`(${left} >= ${lowest(comparison)} and ${left} < ${highest(comparison)} and ${exact})`
    default:
      return null
  }
}

/** Every text is read, but for those in the plain form: they are compared with the bound in that form. */
function exactly(type: TemporalType, { left, operator, right }: ColumnComparison): Sql {
  const compared = sql.raw(operator)
  const plain = sql`+${left} ${compared} ${once(plainBound(type, operator, right))}`
  return sql`iif(${isPlain(type, left)}, ${plain}, ${temporal(type, left)} ${compared} ${once(right)})`
}

/**
 * A bound in the plain form, which has no fraction: between two seconds lies what is longer than the
 * first. Where equal seconds are on either side whatever the fraction, it is left out.
 */
function plainBound(type: TemporalType, operator: string, right: Sql): Sql {
  if (type === 'date') return right
  const seconds = sql`replace(substr(${right}, 1, 19), 'T', ' ')`
  if (type === 'dateTime' || operator === '>' || operator === '<=') return seconds
  return sql`${seconds} || iif(substr(${right}, 20) = '.000Z', '', '.')`
}

/** What depends on no row. Within AND, OR and CASE it would be worked out for each, but for a subquery. */
function once(value: Sql): Sql {
  return sql`(select ${value})`
}

function lowest(comparison: ColumnComparison): Sql {
  const { right } = comparison
  const number = sql`coalesce(unixepoch(${right}, ${EARLIER}) * 1000, -9e999)`
  const text = sql`coalesce(date(${right}, ${EARLIER}), '')`
  return once(sql`iif(${anyStored(comparison, sql`< ''`)}, ${number}, ${text})`)
}

/** A blob that holds a date lies below the blob of `:`. */
function highest(comparison: ColumnComparison): Sql {
  const { right } = comparison
  const number = sql`coalesce(unixepoch(${right}, ${LATER}) * 1000, 9e999)`
  const text = sql`coalesce(date(${right}, ${LATER}), ${AFTER_DIGITS})`
  return once(
    sql`case when ${anyStored(comparison, sql`>= x''`)} then x'3a' when ${anyStored(comparison, sql`>= ''`)} then ${text} else ${number} end`,
  )
}

function anyStored({ table, column }: ColumnComparison, test: Sql): Sql {
  return sql`exists (select 1 from ${table} as b where ${columnRef('b', column)} ${test})`
}
