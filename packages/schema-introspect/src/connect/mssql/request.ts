import type { TediousRequestClass } from 'kysely'
import type Tedious from 'tedious'
import { AnswerTooLargeError } from '../errors.js'
import { isReadStatement } from '../read-statement.js'
import { fromMssqlValue, type MssqlColumn, toMssqlParameter } from './values.js'

type DataType = Parameters<Tedious.Request['addParameter']>[1]
type Callback = ConstructorParameters<TediousRequestClass>[1]

interface Cell {
  readonly metadata: MssqlColumn & { readonly colName: string }
  readonly value: unknown
}

/** What counts of a value that is neither text nor binary. */
const OTHER_VALUE = 8

/**
 * Tedious' request with our values in both directions. Kysely's dialect makes the requests; what
 * it chooses for a value (a rounded `datetime` for a Date, say) is replaced here.
 *
 * @param maxAnswerSize how much the values of one answer may hold where it is held as a whole, in
 * characters and bytes; undefined is no limit
 */
export function createRequestClass(
  { Request, TYPES }: typeof Tedious,
  maxAnswerSize?: number,
): TediousRequestClass {
  class RelvarRequest extends Request {
    #left: number
    #isTooLarge = false

    constructor(sql: string | undefined, callback: Callback) {
      super(sql, (error, ...rest) => callback(this.#named(error), ...rest))
      // One that may have written something is left alone: nobody could tell whether it has.
      this.#left = isReadStatement(sql ?? '') ? (maxAnswerSize ?? Infinity) : Infinity
    }

    override addParameter(name: string, _type: unknown, given?: unknown): void {
      const { type, value } = toMssqlParameter(given, TYPES)
      super.addParameter(name, type as DataType, value)
    }

    /** Kysely resumes a request whose rows it streams before the first of them; any other never. */
    override resume(): void {
      this.#left = Infinity
      super.resume()
    }

    // oxlint-disable-next-line typescript/no-explicit-any -- one overload for each event there, and they differ
    override emit(event: any, ...values: any[]): boolean {
      if (event !== 'row') return super.emit(event, ...(values as [never]))
      const cells = values[0] as readonly Cell[]
      this.#count(cells)
      return super.emit('row', cells.map(convertCell))
    }

    /** The rows after the one that was too much are not waited for. */
    #count(cells: readonly Cell[]): void {
      for (const { value } of cells) this.#left -= sizeOf(value)
      if (this.#left >= 0 || this.#isTooLarge) return
      this.#isTooLarge = true
      this.cancel()
    }

    #named(error: Error | null | undefined): Error | null | undefined {
      return this.#isTooLarge && maxAnswerSize !== undefined
        ? new AnswerTooLargeError(maxAnswerSize, { cause: error })
        : asOne(error)
    }
  }
  return RelvarRequest
}

/**
 * Several errors of one statement (what stands in the way, and what could not be done therefore) as one that
 * is called after the first. Kysely would throw their bare list, which is no Error to anybody.
 */
function asOne(error: Error | null | undefined): Error | null | undefined {
  if (!(error instanceof AggregateError)) return error
  const errors = error.errors as readonly (Error & { number?: unknown; code?: unknown })[]
  const [first] = errors
  const { message = error.message, number, code } = first ?? {}
  return Object.assign(new Error(message, { cause: error }), { number, code, errors })
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' || Buffer.isBuffer(value) ? value.length : OTHER_VALUE
}

function convertCell(cell: Cell): Cell {
  return { ...cell, value: fromMssqlValue(cell.value, cell.metadata) }
}
