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

/**
 * What is read of an item to name it and to know it again. Of a link that the name goes through, the key is read
 * there, for it comes as an object.
 *
 * @example
 * namingPaths(productTags) // ['product_id.id', 'tag_id.id', 'product_id.name', 'tag_id.name']
 */
export function namingPaths({
  nameTemplate,
  primaryKey,
  fields,
}: Pick<StudioCollection, 'nameTemplate' | 'primaryKey' | 'fields'>): readonly string[] {
  const paths = pathsOf(nameTemplate)
  const keys = primaryKey.map((name) => {
    const link = fields.find((field) => field.name === name)?.related
    const isFollowed = paths.some((path) => path.startsWith(`${name}.`))
    return isFollowed && link ? `${name}.${link.key}` : name
  })
  return [...new Set([...keys, ...paths])]
}

function sideOf({ name, related, displayOptions, options }: StudioField): readonly string[] {
  const said = displayOptions['template'] ?? options['template']
  if (related === null || typeof said !== 'string' || said === '') return []
  return [said.replaceAll(/\{\{\s*/g, `{{ ${name}.`)]
}
