import type { TediousRequestClass } from 'kysely'
import type Tedious from 'tedious'
import { fromMssqlValue, type MssqlColumn, toMssqlParameter } from './values.js'

type DataType = Parameters<Tedious.Request['addParameter']>[1]

interface Cell {
  readonly metadata: MssqlColumn & { readonly colName: string }
  readonly value: unknown
}

/**
 * Tedious' request with our values in both directions. Kysely's dialect makes the requests; what
 * it chooses for a value (a rounded `datetime` for a Date, say) is replaced here.
 */
export function createRequestClass({ Request, TYPES }: typeof Tedious): TediousRequestClass {
  class RelvarRequest extends Request {
    override addParameter(name: string, _type: unknown, given?: unknown): void {
      const { type, value } = toMssqlParameter(given, TYPES)
      super.addParameter(name, type as DataType, value)
    }

    // oxlint-disable-next-line typescript/no-explicit-any -- one overload for each event there, and they differ
    override emit(event: any, ...values: any[]): boolean {
      const args = event === 'row' ? [(values[0] as readonly Cell[]).map(convertCell)] : values
      return super.emit(event, ...(args as [never]))
    }
  }
  return RelvarRequest
}

function convertCell(cell: Cell): Cell {
  return { ...cell, value: fromMssqlValue(cell.value, cell.metadata) }
}
