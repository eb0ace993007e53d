import type { Column, Table } from '@relvar/schema-introspect/model'
import { ValueTooLongError } from '../errors.js'
import type { SecretCodecs } from '../secret-codecs.js'
import type { Values } from './values.js'
import type { Writing } from './writing.js'

const known = new WeakMap<Table, readonly Column[]>()

/** The columns whose values are kept hashed or encrypted; a table never changes. */
function secretColumns(table: Table): readonly Column[] {
  const found = known.get(table)
  if (found !== undefined) return found
  const columns = table.columns.filter(({ traits }) => isKept(traits.codec))
  known.set(table, columns)
  return columns
}

function isKept(codec: Column['traits']['codec']): boolean {
  return codec === 'hash' || codec === 'encrypt'
}

/** Whether something is written that has to be hashed or encrypted first, which takes its time. */
export function writesSecrets(table: Table, values: Values): boolean {
  return secretColumns(table).some(({ name }) => typeof values.get(name) === 'string')
}

/**
 * Puts what is to be kept of secrets in their place, once everything that looks at the values has.
 * Nothing is kept of nothing: null and empty text stay what they are. Hashes take their time, so those of
 * several rows are made side by side.
 *
 * @throws ValueTooLongError where the column has no room for it
 */
export async function keepSecrets(
  { core }: Writing,
  table: Table,
  rows: readonly Map<string, unknown>[],
): Promise<void> {
  const columns = secretColumns(table)
  if (columns.length > 0)
    await Promise.all(rows.map((values) => keepInRow(core.secrets, table, columns, values)))
}

async function keepInRow(
  secrets: SecretCodecs,
  table: Table,
  columns: readonly Column[],
  values: Map<string, unknown>,
): Promise<void> {
  for (const column of columns) {
    const value = values.get(column.name)
    if (typeof value !== 'string' || value === '') continue
    const kept = await keptOf(secrets, column, value)
    if (column.length !== null && kept.length > column.length)
      throw new ValueTooLongError({ collection: table.id, field: column.name, value: null })
    values.set(column.name, kept)
  }
}

function keptOf(secrets: SecretCodecs, { traits }: Column, text: string): string | Promise<string> {
  return traits.codec === 'hash' ? secrets.hash(text) : secrets.encrypt(text)
}
