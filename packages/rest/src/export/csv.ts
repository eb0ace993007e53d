import type { Row } from '@relvar/query-engine/query'
import type { ColumnPath } from './columns.js'
import type { FileFormat } from './file-format.js'

/**
 * Comma-separated values: a header line, `\n` between lines and none at the end, texts in quotes,
 * numbers bare, null as nothing, lists and objects as JSON text.
 *
 * Texts are written as they are. One that starts with `=`, `+`, `-` or `@` is a formula to some
 * spreadsheets; changing it would make the file say something else than the database.
 */
export function csvFormat(columns: readonly ColumnPath[], start: string): FileFormat {
  const names = new Set(columns.map((path) => path[0]))
  const header = columns.map((path) => quote(path.join('.'))).join(',')
  return {
    mediaType: 'text/csv',
    extension: 'csv',
    start: `${start}${header}`,
    row: (row) => {
      assertCovered(row, names)
      return `\n${columns.map((path) => cell(valueAt(row, path))).join(',')}`
    },
    end: () => '',
  }
}

/** A value that no column shows would be lost without a trace. */
function assertCovered(row: Row, names: ReadonlySet<string | undefined>): void {
  const lost = Object.keys(row).find((name) => !names.has(name))
  if (lost !== undefined) throw new Error(`The export has no column for "${lost}".`)
}

function valueAt(row: Row, path: ColumnPath): unknown {
  return path.reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null ? (value as Row)[name] : undefined
  }, row)
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return quote(typeof value === 'string' ? value : JSON.stringify(value))
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
