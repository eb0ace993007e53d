import type { FileFormat } from './file-format.js'

/** A bare array, one row a line. */
export const jsonFormat: FileFormat = {
  mediaType: 'application/json',
  extension: 'json',
  start: '[',
  row: (row, isFirst) => `${isFirst ? '\n' : ',\n'}${JSON.stringify(row)}`,
  end: (isEmpty) => (isEmpty ? ']' : '\n]'),
}
