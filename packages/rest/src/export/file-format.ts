import type { Row } from '@relvar/query-engine/query'
import type { ExportFormat } from '../parse/export-format.js'
import type { ColumnPath } from './columns.js'
import { csvFormat } from './csv.js'
import { jsonFormat } from './json.js'
import { xmlFormat } from './xml.js'
import { yamlFormat } from './yaml.js'

/** How rows become a file, one after another. */
export interface FileFormat<T = Row> {
  readonly mediaType: string
  readonly extension: string
  /** What stands before the first row. */
  readonly start: string
  row(row: T, isFirst: boolean): string
  /** What stands after the last row. */
  end(isEmpty: boolean): string
}

/** @param columns what a table-like format shows of each row, in order */
export function fileFormat(format: ExportFormat, columns: readonly ColumnPath[]): FileFormat {
  switch (format) {
    case 'csv':
      return csvFormat(columns, '')
    case 'csv_utf8':
      return csvFormat(columns, '\uFEFF')
    case 'json':
      return jsonFormat
    case 'xml':
      return xmlFormat
    case 'yaml':
      return yamlFormat
  }
}
