import {
  assertStoredFilter,
  type Change,
  type Hooks,
  isSystem,
  type Row,
  type SystemNames,
  type SystemTable,
} from '@relvar/query-engine'

/** How somebody, a role or everybody looks at a collection; with the text `bookmark`, under a name of its own. */
export const presets: SystemTable = {
  name: 'presets',
  columns: {
    id: { type: 'integer', numbered: true },
    bookmark: { type: 'string' },
    user: { type: 'uuid', references: { table: 'users', onDelete: 'cascade' } },
    role: { type: 'uuid', references: { table: 'roles', onDelete: 'cascade' } },
    collection: { type: 'string', length: 260 },
    search: { type: 'text' },
    layout: { type: 'string', length: 100, default: 'tabular' },
    layout_query: { type: 'json' },
    layout_options: { type: 'json' },
    refresh_interval: { type: 'integer' },
    filter: { type: 'json' },
    icon: { type: 'string', length: 64, default: 'bookmark' },
    color: { type: 'string', length: 64 },
  },
  indexes: [['user'], ['role'], ['collection']],
  traits: { accountability: null },
}

/** Leaving the user out would make a preset for everybody, which is for administrators to do. */
export function watchPresets(hooks: Hooks, names: SystemNames): void {
  const collections = [names.id(presets.name)]
  hooks.before('items.create', withUser, { collections })
  for (const name of ['items.create', 'items.update'] as const)
    hooks.before(name, checkFilter, { collections })
}

function checkFilter({ payload, session }: Change): undefined {
  assertStoredFilter('filter', payload['filter'], session.limits)
}

function withUser({ actor, collection, payload, session }: Change): Row | undefined {
  if (actor.admin === true || isSystem(actor) || Object.hasOwn(payload, 'user')) return undefined
  const columns = session.schema.tables[collection]?.columns ?? []
  const isOpen = columns.some(({ name, actions }) => name === 'user' && actions.includes('create'))
  // Where it is not theirs to send, their permission's presets say what it is.
  return isOpen ? { ...payload, user: actor.id } : undefined
}
