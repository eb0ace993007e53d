import type { Column, Table } from '@relvar/schema-introspect/model'
import { meaningOf } from './meaning.js'
import { wordsOf } from './words.js'

/**
 * How an item of the table is named in a word or two: by its name, a person by first and last
 * name, else by a title or label, else by the first short text, else by the key, the parts of one of several
 * columns told apart by commas.
 *
 * @example
 * defaultTemplate(getTable(schema, 'customers')) // '{{ first_name }} {{ last_name }}'
 */
export function defaultTemplate(table: Table): string {
  const naming = namingColumns(table)
  return (naming ?? table.primaryKey)
    .map((name) => `{{ ${name} }}`)
    .join(naming === null ? ', ' : ' ')
}

/** null where nothing but the key names a row. */
function namingColumns(table: Table): readonly string[] | null {
  const texts = table.columns.filter((column) => canName(table, column))
  const called = (...names: readonly string[]): string | undefined =>
    texts.find(({ name }) => names.includes(wordsOf(name).join(' ')))?.name
  const exact = called('name', 'display name', 'full name')
  if (exact !== undefined) return [exact]
  const first = called('first name', 'given name')
  const last = called('last name', 'surname', 'family name')
  if (first !== undefined && last !== undefined) return [first, last]
  const best =
    called('title', 'label') ??
    texts.find(({ name }) => /^(name|title|label)$/.test(wordsOf(name).at(-1) ?? ''))?.name ??
    texts.find((column) => meaningOf(column) !== 'long-text')?.name ??
    texts[0]?.name
  return best === undefined ? null : [best]
}

/** Text that may be shown, and is not the key: a key of letters names a row worse than any other text. */
function canName({ primaryKey }: Table, column: Column): boolean {
  const isText = column.type === 'string' || column.type === 'text'
  const mayShow = column.traits.secret === undefined && meaningOf(column) !== 'secret'
  return isText && mayShow && column.enum === null && !primaryKey.includes(column.name)
}
