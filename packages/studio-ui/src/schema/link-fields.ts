import { titleOf } from '@relvar/data-model/catalogue'
import type { WireRelation } from '../wire/objects.js'
import { isComposite, type LinkColumn, linkColumns } from './link-columns.js'
import type { StudioField } from './studio-field.js'

/** A link over several columns, before it is a field. */
interface CompositeLink {
  readonly name: string
  readonly target: string
  readonly columns: readonly LinkColumn[]
}

/**
 * The links over several columns as fields of a form, each in the place of its first column. The columns
 * that nothing else needs stand for nothing beside it: another link, or the key, needs them.
 *
 * @param fields of the collection, in the order of its form
 * @param templateOf how items of a collection are named; null where it is not in sight
 */
export function linkFieldsOf(
  id: string,
  fields: readonly StudioField[],
  relations: readonly WireRelation[],
  templateOf: (collection: string) => string | null,
): readonly StudioField[] {
  const links = relations
    .filter(({ collection }) => collection === id)
    .map(compositeLink)
    .filter((link) => isWhole(link, fields))
  return links.flatMap((link) => {
    const template = templateOf(link.target)
    const covered = template === null ? [] : coveredBy(link, links, fields)
    return template === null || covered.length === 0 ? [] : [linkField(link, covered, template)]
  })
}

function compositeLink(relation: WireRelation): CompositeLink {
  const { field: name, related_collection: target } = relation
  return { name, target: target ?? '', columns: linkColumns(relation, []) }
}

function isWhole({ columns }: CompositeLink, fields: readonly StudioField[]): boolean {
  const isThere = (here: string): boolean => fields.some(({ name }) => name === here)
  return isComposite(columns) && columns.every(([here]) => isThere(here))
}

function coveredBy(
  link: CompositeLink,
  links: readonly CompositeLink[],
  fields: readonly StudioField[],
): readonly StudioField[] {
  const own = fields.filter(({ name }) => link.columns.some(([here]) => here === name))
  const isAllKey = own.every(({ isKey }) => isKey)
  const isOfOther = (name: string): boolean =>
    links.some((each) => each !== link && each.columns.some(([here]) => here === name))
  return own.filter(
    ({ name, isKey, related }) => related === null && (!isKey || isAllKey) && !isOfOther(name),
  )
}

function linkField(
  { name, target, columns }: CompositeLink,
  covered: readonly StudioField[],
  template: string,
): StudioField {
  // A link over no columns covers none.
  const [first] = covered as readonly [StudioField, ...StudioField[]]
  const [[, key]] = columns as readonly [LinkColumn, ...LinkColumn[]]
  const { group, note, half } = first
  return {
    name,
    title: titleOf(name),
    type: 'json',
    nativeType: `(${columns.map(([here]) => here).join(', ')})`,
    isKey: covered.every(({ isKey }) => isKey),
    nullable: covered.every(({ nullable }) => nullable),
    required: covered.some(({ required }) => required),
    fillsItself: covered.every(({ fillsItself }) => fillsItself),
    maxLength: null,
    readonly: covered.some((each) => each.readonly),
    hidden: covered.every(({ hidden }) => hidden),
    interface: 'select-dropdown-m2o',
    options: { template },
    display: 'related-values',
    displayOptions: { template },
    half,
    note,
    related: { collection: target, key, columns },
    actions: first.actions.filter((action) =>
      covered.every(({ actions }) => actions.includes(action)),
    ),
    covers: covered.map((each) => each.name),
    ...(group !== undefined && { group }),
  }
}
