import { keyPaths } from './item-key.js'
import { pathsOf } from './template.js'
import type { StudioCollection } from './studio-collection.js'
import type { StudioField } from './studio-field.js'

/**
 * How an item is named where nobody has said so, and its own columns are but a key: a row of a junction by the
 * items on both of its sides; null of any other.
 *
 * @example
 * sidesTemplate(productTags) // '{{ product_id.name }} · {{ tag_id.name }}'
 */
export function sidesTemplate({
  template,
  primaryKey,
  parts,
}: Pick<StudioCollection, 'template' | 'primaryKey' | 'parts'>): string | null {
  if (!pathsOf(template).every((path) => primaryKey.includes(path))) return null
  const sides = parts.flatMap(sideOf)
  return sides.length === 2 ? sides.join(' · ') : null
}

/** Whether a row is nothing but its key and its links, so that what it links to says all of it. */
export function isBare(parts: readonly StudioField[]): boolean {
  return parts.every(
    ({ isAlias, isKey, hidden, related }) =>
      isAlias === true || isKey || hidden || related !== null,
  )
}

/** What is read of an item to name it and to know it again. */
export function namingPaths(
  collection: Pick<StudioCollection, 'nameTemplate' | 'primaryKey' | 'fields'>,
): readonly string[] {
  const paths = pathsOf(collection.nameTemplate)
  return [...new Set([...keyPaths(collection, paths), ...paths])]
}

function sideOf({ name, related, displayOptions, options }: StudioField): readonly string[] {
  const said = displayOptions['template'] ?? options['template']
  if (related === null || typeof said !== 'string' || said === '') return []
  return [said.replaceAll(/\{\{\s*/g, `{{ ${name}.`)]
}
