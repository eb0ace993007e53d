import { defaultTemplate, titleOf } from '@relvar/data-model/catalogue'
import type { Action, TableKind } from '@relvar/schema-introspect/model'
import type { WireCollection, WireRelation } from '../wire/objects.js'
import { modelOfWire, type WireTable } from './model-of-wire.js'
import { fieldsOf, type StudioField } from './studio-field.js'

/** Why items of a collection cannot be written; null where they can. */
export type ReadonlyReason = 'view' | 'no-key' | 'rights'

/** A collection as the Studio shows it: what somebody said of it, and defaults for the rest. */
export interface StudioCollection {
  readonly id: string
  readonly title: string
  readonly note: string | null
  readonly kind: TableKind
  /** In key order; of a table without one empty. */
  readonly primaryKey: readonly string[]
  readonly actions: readonly Action[]
  readonly readonly: ReadonlyReason | null
  /** How an item is named: `{{ first_name }} {{ last_name }}`. */
  readonly template: string
  /** In the order of the form. */
  readonly fields: readonly StudioField[]
}

/**
 * Describes a collection.
 *
 * @param table with its fields
 * @param linked the collections that it links to, with theirs
 * @param relations at least those of the collection
 */
export function describeCollection(
  table: WireTable,
  linked: readonly WireTable[],
  relations: readonly WireRelation[],
): StudioCollection {
  const { collection } = table
  const id = collection.collection
  const model = modelOfWire([table, ...linked.filter((each) => each !== table)], relations)
  // It was just put in.
  const own = model.tables[id]!
  const said = collection.meta?.['display_template']
  return {
    id,
    title: collectionTitle(collection),
    note: textOf(collection.meta?.['note']) ?? own.comment,
    kind: own.kind,
    primaryKey: own.primaryKey,
    actions: own.actions,
    readonly: readonlyReason(collection),
    template: textOf(said) ?? defaultTemplate(own),
    fields: fieldsOf(table, own, model),
  }
}

/** A collection as people read it; what is not of the user has a `$t:` for its note, which is a key. */
export function collectionTitle({ collection, schema }: WireCollection): string {
  return titleOf(schema?.name ?? collection)
}

/** Why there is nothing to be saved here. */
export function readonlyReason({ schema }: WireCollection): ReadonlyReason | null {
  const actions = schema?.actions ?? []
  if (actions.some((action) => action !== 'read')) return null
  if (schema?.kind === 'view' || schema?.kind === 'materialized-view') return 'view'
  return schema?.primary_key.length === 0 ? 'no-key' : 'rights'
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('$t:') ? value : null
}
