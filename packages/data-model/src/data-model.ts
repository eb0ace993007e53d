import { type Actor, defineModule, type Migration, type Module, uuidV7 } from '@relvar/query-engine'
import type { Action } from '@relvar/schema-introspect/model'
import { descriptions } from './descriptions.js'
import { collectionsTable } from './overlay/tables/collections-table.js'
import { fieldsTable } from './overlay/tables/fields-table.js'
import { relationsTable } from './overlay/tables/relations-table.js'
import type { UserDatabase } from './database.js'
import { dataModelGraphQL } from './graphql.js'
import { type ChangedHook, guardOverlay } from './overlay/guard-overlay.js'
import { overlayRoutes } from './overlay/routes/routes.js'
import { systemCollections } from './overlay/views/system-collections.js'
import type { NotedHook } from './propose/noted-hook.js'
import { presets, watchPresets } from './presets/presets.js'
import { ownerRoute } from './settings/owner-route.js'
import { settings, SETTINGS_ID } from './settings/settings-table.js'
import { watchSettings } from './settings/watch-settings.js'
import { translations } from './translations.js'
import { randomStringRoute } from './utils/random-string.js'
import { snapshotRoutes } from './snapshot/routes.js'
import { sortRoute } from './utils/sort-route.js'

const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'Presets, settings and translations',
    changes: [presets, settings, translations].map((table) => ({ kind: 'create-table', table })),
  },
  {
    version: 2,
    name: 'The settings of a new project',
    fill: async (session, tables) => {
      const row = { id: SETTINGS_ID, project_id: uuidV7() }
      await session.create(tables.id(settings.name), [row])
    },
  },
  {
    version: 3,
    name: 'What people say about their tables',
    changes: [collectionsTable, fieldsTable, relationsTable].map((table) => ({
      kind: 'create-table',
      table,
    })),
  },
]

export interface DataModelOptions {
  /**
   * Called in the transaction of every change of what is said about tables, and of those of the tables
   * themselves, with a session of it that passes every policy: whoever holds the one or the other in
   * memory has to read it anew.
   */
  readonly changed?: ChangedHook
  /**
   * Called in the same transaction for changes of tables and columns that nobody has said anything about:
   * of all others there are rows, whose writes the history sees by itself.
   */
  readonly noted?: NotedHook
  /** The user's database, for what administrators want changed in it; it stays as it is unless given. */
  readonly database?: UserDatabase
  /**
   * Whether somebody may do all this in every collection, as far as what they ask by is good for it: an
   * API key may be good for less. No policy is asked about DDL. Everybody unless told.
   */
  readonly reachesAll?: (actor: Actor, actions: readonly Action[]) => boolean
  /** Of the program, as snapshots of the schema name it; `0.0.0` unless told. */
  readonly release?: string
}

/**
 * What a project keeps about itself: settings, presets and translations of its own words; and the order of
 * items by hand.
 *
 * @example
 * const modules = [dataModel()]
 * const system = await openSystem({ db, modules })
 */
export function dataModel({
  changed,
  database,
  noted,
  reachesAll,
  release = '0.0.0',
}: DataModelOptions = {}): Module {
  return defineModule({
    name: 'data-model',
    migrations,
    hooks: (hooks, context) => {
      watchPresets(hooks, context)
      watchSettings(hooks, context)
      guardOverlay(hooks, context, changed)
    },
    collections: [
      { path: '/presets', table: presets.name },
      { path: '/settings', table: settings.name, methods: ['GET', 'PATCH'] },
      { path: '/translations', table: translations.name },
    ],
    graphql: dataModelGraphQL,
    routes: (context) => {
      const system = systemCollections(context)
      const parts = {
        names: context,
        system,
        whole: () => context.system().schema,
        database: database ?? null,
        changed,
        noted,
        reachesAll,
        release,
      }
      return [
        ownerRoute(context),
        randomStringRoute,
        sortRoute,
        ...overlayRoutes(parts),
        ...snapshotRoutes(parts),
      ]
    },
    descriptions,
  })
}
