import {
  type Change,
  type CreateOptions,
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
    const kept = keepsRevisions(change, table) ? entries.filter(({ after }) => after !== null) : []
    const others = entries.filter((entry) => !kept.includes(entry))
    await this.#createActivity(change, others)
    if (kept.length === 0) return
    if (this.#nested.concerns(change.place)) await this.#createTied(change, table, kept)
    else await this.#createRevisions(change, kept, { keys: false })
  }

  /** Revisions that belong to others, or that others belong to. */
  async #createTied(change: Change, table: Table, kept: readonly Entry[]): Promise<void> {
    const keys = await this.#createRevisions(change, kept, {})
    const revisions: readonly WrittenRevision[] = keys.map(({ id }, index) => ({
      id: Number(id),
      row: kept[index]?.after ?? {},
    }))
    this.#nested.note(change.place, table, revisions)
    const ties = this.#nested.tiesTo(change.place, revisions)
    if (ties.length === 0) return
    await change.system.updateEach(
      this.#names.id('revisions'),
      ties.map((tie) => ({ ...tie })),
    )
  }

  async #createActivity(change: Change, entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return
    const facts = this.#factsOf(change)
    const items = entries.map(({ item }) => ({ ...facts, item }))
    await change.system.create(this.#names.id('activity'), items, { keys: false })
  }

  /** With the activity of each. */
  #createRevisions(
    change: Change,
    kept: readonly Entry[],
    options: CreateOptions,
  ): Promise<readonly Key[]> {
    const { collection, system } = change
    const facts = this.#factsOf(change)
    const items = kept.map(({ item, after: data, delta }) => {
      const activity = { ...facts, item }
      return { activity, collection, item, data, delta }
    })
    return system.create(this.#names.id('revisions'), items, options)
  }

  #factsOf({ name, collection, actor, session }: Change): Row {
    const isRevert = name === 'items.update' && this.#reverting.has(session)
    return { action: isRevert ? 'revert' : ACTIONS[name], ...originOf(actor), collection }
  }
}

function keepsRevisions({ name }: Change, { traits }: Table): boolean {
  return name !== 'items.delete' && traits.accountability !== 'activity'
}

/** Nothing where an update left the row as it was. */
function entryOf(table: Table, change: RowChange): readonly Entry[] {
  const { key, before, after } = change
  const delta = deltaOf(table, change)
  const isKept = before === null || after === null || Object.keys(delta).length > 0
  if (!isKept) return []
  return [{ item: itemText(table, key), after: after && snapshotOf(table, after), delta }]
}
