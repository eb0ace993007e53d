import {
  type Change,
  type Hooks,
  isSystem,
  type Key,
  type Row,
  type RowChange,
  type Session,
  type SystemNames,
  type WriteEventName,
} from '@relvar/query-engine'
import { getTable, type Table } from '@relvar/schema-introspect/model'
import { itemText } from './item-text.js'
import { originOf } from './note-activity.js'
import { NestedRevisions, type WrittenRevision } from './nested-revisions.js'
import { deltaOf, snapshotOf } from './revision.js'

const ACTIONS = {
  'items.create': 'create',
  'items.update': 'update',
  'items.delete': 'delete',
} as const satisfies Record<WriteEventName, string>

/** A row that a write has changed, with what is kept of it. */
interface Entry {
  readonly item: string
  readonly after: Row | null
  readonly delta: Row
}

/**
 * Writes activity and revisions in the transaction of each change: either all of it is there or nothing.
 * What Relvar does by itself is nobody's activity.
 *
 * @param reverting the sessions of transactions whose updates are reverts
 */
export function recordChanges(hooks: Hooks, names: SystemNames, reverting: WeakSet<Session>): void {
  const recorder = new Recorder(names, reverting)
  for (const name of Object.keys(ACTIONS) as WriteEventName[]) {
    hooks.within(name, (change) => recorder.record(change), {
      rows: true,
      writes: [names.id('activity'), names.id('revisions')],
      when: ({ traits }, actor) => traits.accountability !== null && !isSystem(actor),
    })
  }
}

class Recorder {
  readonly #names: SystemNames
  readonly #reverting: WeakSet<Session>
  readonly #nested = new NestedRevisions()

  constructor(names: SystemNames, reverting: WeakSet<Session>) {
    this.#names = names
    this.#reverting = reverting
  }

  async record(change: Change): Promise<void> {
    const table = getTable(change.system.schema, change.collection)
    const entries = change.rows.flatMap((row) => entryOf(table, row))
    if (entries.length === 0) return
    const activities = await this.#createActivity(change, entries)
    if (change.name === 'items.delete' || table.traits.accountability === 'activity') return
    const revisions = await this.#createRevisions(change, entries, activities)
    this.#nested.note(change.place, table, revisions)
    const ties = this.#nested.tiesTo(change.place, revisions)
    if (ties.length === 0) return
    await change.system.updateEach(
      this.#names.id('revisions'),
      ties.map((tie) => ({ ...tie })),
    )
  }

  #createActivity(change: Change, entries: readonly Entry[]): Promise<readonly Key[]> {
    const { name, collection, actor, session, system } = change
    const isRevert = name === 'items.update' && this.#reverting.has(session)
    const facts = { action: isRevert ? 'revert' : ACTIONS[name], ...originOf(actor), collection }
    return system.create(
      this.#names.id('activity'),
      entries.map(({ item }) => ({ ...facts, item })),
    )
  }

  async #createRevisions(
    { collection, system }: Change,
    entries: readonly Entry[],
    activities: readonly Key[],
  ): Promise<readonly WrittenRevision[]> {
    const kept = entries.flatMap(({ item, after, delta }, index) =>
      after === null
        ? []
        : [{ activity: activities[index]?.['id'], collection, item, after, delta }],
    )
    const keys = await system.create(
      this.#names.id('revisions'),
      kept.map(({ after: data, ...facts }) => ({ ...facts, data })),
    )
    return keys.map(({ id }, index) => ({ id: Number(id), row: kept[index]?.after ?? {} }))
  }
}

/** Nothing where an update left the row as it was. */
function entryOf(table: Table, change: RowChange): readonly Entry[] {
  const { key, before, after } = change
  const delta = deltaOf(table, change)
  const isKept = before === null || after === null || Object.keys(delta).length > 0
  if (!isKept) return []
  return [{ item: itemText(table, key), after: after && snapshotOf(table, after), delta }]
}
