import type oracledb from 'oracledb'

type OracleDb = typeof oracledb
type Convert = (value: never) => unknown

/** How the values of a column arrive: of which type the driver is to fetch them, and what is made of them. */
export interface FetchType {
  readonly type?: oracledb.DbType
  readonly convert?: Convert
}

/**
 * Exact values. NUMBER is text on the wire: whole numbers that a double holds become numbers, all
 * others stay text. Dates are ISO 8601 text, large objects their content.
 */
export function fetchTypeOf(dbType: oracledb.DbType | undefined, db: OracleDb): FetchType {
  switch (dbType) {
    case db.DB_TYPE_NUMBER:
      return { type: db.DB_TYPE_VARCHAR, convert: toExactNumber }
    case db.DB_TYPE_CLOB:
    case db.DB_TYPE_NCLOB:
    case db.DB_TYPE_JSON:
      return { type: db.DB_TYPE_VARCHAR }
    case db.DB_TYPE_BLOB:
      return { type: db.DB_TYPE_RAW }
    case db.DB_TYPE_DATE:
      return { convert: toDateText }
    case db.DB_TYPE_TIMESTAMP:
      return { convert: toTimestampText }
    case db.DB_TYPE_TIMESTAMP_TZ:
    case db.DB_TYPE_TIMESTAMP_LTZ:
      return { convert: toInstantText }
    case db.DB_TYPE_INTERVAL_YM:
      return { convert: toYearsAndMonths }
    case db.DB_TYPE_INTERVAL_DS:
      return { convert: toDaysAndSeconds }
    default:
      return {}
  }
}

/** For the option of the same name of `execute`. */
export function fetchTypeHandler(
  db: OracleDb,
): NonNullable<oracledb.ExecuteOptions['fetchTypeHandler']> {
  return ({ dbType }) => {
    const { type, convert } = fetchTypeOf(dbType, db)
    if (type === undefined && convert === undefined) return undefined
    const converter = convert as ((value: unknown) => unknown) | undefined
    return {
      ...(type === undefined ? {} : { type }),
      ...(converter === undefined ? {} : { converter }),
    } as ReturnType<NonNullable<oracledb.ExecuteOptions['fetchTypeHandler']>>
  }
}

function toExactNumber(text: string | null): number | string | null {
  if (text === null) return null
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

/** The driver takes DATE and TIMESTAMP for local times of this process; what they say is read back from it. */
function toDateText(date: Date | null): string | null {
  return date === null ? null : localText(date).slice(0, -'.000'.length)
}

function toTimestampText(date: Date | null): string | null {
  return date === null ? null : localText(date)
}

function localText(date: Date): string {
  const day = [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())]
  const time = [pad(date.getHours()), pad(date.getMinutes()), pad(date.getSeconds())]
  return `${day.join('-')}T${time.join(':')}.${pad(date.getMilliseconds(), 3)}`
}

function toInstantText(date: Date | null): string | null {
  return date === null ? null : date.toISOString()
}

function toYearsAndMonths(interval: oracledb.IntervalYM | null): string | null {
  return interval === null ? null : `P${interval.years ?? 0}Y${interval.months ?? 0}M`
}

function toDaysAndSeconds(interval: oracledb.IntervalDS | null): string | null {
  if (interval === null) return null
  const { days = 0, hours = 0, minutes = 0, seconds = 0, fseconds = 0 } = interval
  const nanoseconds = seconds * 1_000_000_000 + fseconds
  return `P${days}DT${hours}H${minutes}M${nanoseconds / 1_000_000_000}S`
}

function pad(number: number, digits = 2): string {
  return String(number).padStart(digits, '0')
}
