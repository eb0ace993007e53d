import { createHash } from 'node:crypto'
import { formatKey, type Key } from '@relvar/query-engine'
import type { Table } from '@relvar/schema-introspect/model'
import { ITEM_LENGTH } from '../tables.js'

const DIGEST_LENGTH = 64

/**
 * A key as history keeps it: `7`, or `7,3` for a key of two columns. A write must not fail because its
 * key is long: of such a one the beginning is kept, and a digest that tells it from others.
 */
export function itemText(table: Table, key: Key): string {
  const text = formatKey(table, key)
  if (text.length <= ITEM_LENGTH) return text
  const digest = createHash('sha256').update(text).digest('hex')
  return `${text.slice(0, ITEM_LENGTH - DIGEST_LENGTH - 1)}~${digest}`
}
