import { InvalidQueryError } from '@relvar/query-engine'

export type ExportFormat = 'csv' | 'csv_utf8' | 'json' | 'xml' | 'yaml'

const formats: readonly ExportFormat[] = ['csv', 'csv_utf8', 'json', 'xml', 'yaml']

/** Reads `export`: the kind of file that is wanted instead of the envelope. */
export function readExportFormat(name: string, value: unknown): ExportFormat | undefined {
  if (value === undefined || value === null) return undefined
  const format = formats.find((candidate) => candidate === value)
  if (format === undefined)
    throw new InvalidQueryError(`"${name}" has to be one of ${formats.join(', ')}.`)
  return format
}
