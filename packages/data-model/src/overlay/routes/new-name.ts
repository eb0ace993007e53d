import { InvalidPayloadError } from '@relvar/query-engine'
import { isOperator } from '@relvar/query-engine/query'
import { findRelationship, findTable, type SchemaModel } from '@relvar/schema-introspect/model'

/** Keys of objects in JavaScript, which no request may bear. */
const NO_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype']
const MEANT_OTHERWISE: ReadonlySet<string> = new Set([...NO_KEYS, '_and', '_or'])

/** What the query language reads in a name, and what it is there for. */
const SYNTAX: readonly (readonly [RegExp, string])[] = [
  [/^\$/, 'Names that begin with "$" are those of variables and of what is worked out.'],
  [/^-/, 'A "-" in front of a name means the reverse order.'],
  [/\*/, '"*" stands for all fields.'],
  [/_func$/, 'Names that end in "_func" are those of functions.'],
  [/[.,:()[\]]/, 'The characters . , : ( ) [ ] part the names in a path from each other.'],
  [/\//, 'Addresses have a "/" between their parts.'],
]

/**
 * Asks of a new name that queries and addresses can say it. Tables and columns that have others already
 * are served all the same, as far as they can be named.
 *
 * @param kind how it is called where it is refused: `field`, or `"one_field"`
 * @throws InvalidPayloadError for a name that means something else
 */
export function assertNewFieldName(name: string, kind = 'field'): void {
  if (name.trim() !== name || name === '')
    throw new InvalidPayloadError(
      `The name of a ${kind} has no blanks around it, and is not empty.`,
    )
  if (isOperator(name) || MEANT_OTHERWISE.has(name))
    throw new InvalidPayloadError(`No ${kind} is called "${name}": it means something in queries.`)
  const found = SYNTAX.find(([pattern]) => pattern.test(name))
  if (found !== undefined)
    throw new InvalidPayloadError(`No ${kind} is called "${name}". ${found[1]}`)
}

/** @throws InvalidPayloadError for a name of a collection that queries and addresses cannot say */
export function assertNewCollectionName(name: string): void {
  if (name === '.' || name === '..')
    throw new InvalidPayloadError('Addresses take "." and ".." for parts of themselves.')
  if (name.trim() !== name || name === '' || name.includes('/'))
    throw new InvalidPayloadError(
      'The name of a collection has no blanks around it, and no "/" in it.',
    )
  if (NO_KEYS.includes(name) || name.startsWith('$') || /[*,()]/.test(name))
    throw new InvalidPayloadError(
      `No collection is called "${name}": it means something in queries.`,
    )
}

/**
 * A name that leads to linked rows is none for a column, or for a part of the form, whether or not anything
 * is said of the list.
 *
 * @throws InvalidPayloadError where somebody has named a link so
 */
export function assertNoLink(schema: SchemaModel, collection: string, field: string): void {
  const table = findTable(schema, collection)
  const link = table && findRelationship(table, field)
  if (link?.source === 'declared')
    throw new InvalidPayloadError(`A link of "${collection}" is called "${field}" already.`)
}
