import { sql } from 'kysely'
import type { Sql, ValueForm } from '../dialect.js'

/** Decimal digits that a double holds, whatever they are. */
const DOUBLE_DIGITS = 15
/** Digits after the point up to which averages of a million million rows are worked out in 64 bits. */
const MAX_SCALE = 6
/** Of up to so many digits, a sum over more rows than a file holds stays below 2^63. */
const NARROW_DIGITS = 12
const BILLION = sql.raw('1000000000')

/**
 * Digits after the point of what can be summed exactly, in whole numbers; null for doubles, and for
 * decimals whose declaration says too little.
 */
export function exactScale({ type, nativeType, scale }: ValueForm): number | null {
  if (type === 'integer' || type === 'bigInteger') return 0
  if (type !== 'decimal' || scale === null || scale < 0 || scale > MAX_SCALE) return null
  return precisionOf(nativeType) <= DOUBLE_DIGITS ? scale : null
}

function precisionOf(nativeType: string): number {
  return Number(/\(\s*(\d+)/.exec(nativeType)?.[1] ?? Number.POSITIVE_INFINITY)
}

/**
 * A sum as text, exact to the last digit: SQLite's own goes through doubles for decimals, and ends
 * at 2^63 for whole numbers. Aggregates over columns of the query around belong to that query, so
 * the subquery puts their values into words and does nothing else.
 *
 * @see https://www.sqlite.org/lang_aggfunc.html#sumunc
 */
export function exactSum(form: ValueForm, scale: number, distinct: boolean, x: Sql): Sql {
  const units = inUnits(scale, x)
  const narrow = form.type === 'integer' || precisionOf(form.nativeType) <= NARROW_DIGITS
  if (narrow || distinct) {
    return sql`(select ${pointed(scale, sql`s`)} from (select sum(${only(distinct)}${units}) as s))`
  }
  // In billions and what is over: neither sum gets too large.
  const sums = sql`select sum(${units} / ${BILLION}) as h, sum(${units} % ${BILLION}) as l`
  const carried = sql`select h + l / ${BILLION} as h, l % ${BILLION} as l from (${sums})`
  const small = pointed(scale, sql`(h * ${BILLION} + l)`)
  return sql`(select case when h is null then null when abs(h) < 9000000000 then ${small} else ${withPoint(scale, LARGE)} end from (${carried}))`
}

/** The digits of billions and the rest, which may be of different signs. */
const LARGE: Sql = sql`iif(h > 0, iif(l < 0, (h - 1) || printf('%09d', l + ${BILLION}), h || printf('%09d', l)), iif(l > 0, (h + 1) || printf('%09d', ${BILLION} - l), h || printf('%09d', -l)))`

/**
 * An average as text with 16 digits after the point, worked out as on paper: four digits at a time
 * of what is left over. `s` is the sum, `d` what it is divided by, `w` the whole part, `f` the digits
 * after the point, `r` the rest.
 */
export function exactAverage(scale: number, distinct: boolean, x: Sql): Sql {
  const units = sql`${only(distinct)}${inUnits(scale, x)}`
  const sums = sql`select sum(${units}) as s, count(${units}) * ${sql.lit(10 ** scale)} as d`
  let steps = sql`select s, d, abs(s) / d as w, 0 as f, abs(s) % d as r from (${sums})`
  for (let group = 0; group < 4; group++)
    steps = sql`select s, d, w, f * 10000 + r * 10000 / d as f, r * 10000 % d as r from (${steps})`
  const rounded = sql`select s, w, f + (r * 2 >= d) as f from (${steps})`
  const text = sql`printf('%s%d.%016d', iif(s < 0, '-', ''), w + f / ${ALL_DIGITS}, f % ${ALL_DIGITS})`
  return sql`(select iif(s is null, null, ${text}) from (${rounded}))`
}

const ALL_DIGITS = sql.raw('10000000000000000')

function only(distinct: boolean): Sql {
  return distinct ? sql`distinct ` : sql``
}

/**
 * A decimal in its last digit: 1.50 is 150. What is beyond 64 bits is the overflow that a sum would be. Whole
 * numbers that doubles hold need no second look; literals with a point spare SQLite a conversion for each row.
 */
function inUnits(scale: number, x: Sql): Sql {
  if (scale === 0) return sql`cast(${x} as integer)`
  const held = sql.raw(`${Math.floor(Number.MAX_SAFE_INTEGER / 10 ** scale)}.0`)
  const units = sql`cast(round(${x} * ${sql.raw(`${10 ** scale}.0`)}) as integer)`
  return sql`case when ${x} between -${held} and ${held} then ${units} else ${inLargeUnits(scale, x)} end`
}

function inLargeUnits(scale: number, x: Sql): Sql {
  const factor = sql.lit(10 ** scale)
  const most = sql.lit(9 * 10 ** (18 - scale))
  const overflow = sql`abs(cast(${x} * 0 as integer) - 9223372036854775807 - 1)`
  const units = sql`iif(typeof(${x}) = 'integer', ${x} * ${factor}, cast(round(${x} * ${factor}) as integer))`
  return sql`iif(abs(${x}) > ${most}, ${overflow}, ${units})`
}

/** Whole numbers with the point where the scale has it. */
function pointed(scale: number, units: Sql): Sql {
  if (scale === 0) return sql`cast(${units} as text)`
  const factor = sql.lit(10 ** scale)
  const format = sql.lit(`%s%d.%0${scale}d`)
  return sql`iif(${units} is null, null, printf(${format}, iif(${units} < 0, '-', ''), abs(${units}) / ${factor}, abs(${units}) % ${factor}))`
}

function withPoint(scale: number, digits: Sql): Sql {
  if (scale === 0) return digits
  const length = sql.lit(scale)
  return sql`substr(${digits}, 1, length(${digits}) - ${length}) || '.' || substr(${digits}, -${length})`
}
