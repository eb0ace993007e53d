import { defineModule, type Module } from '@relvar/query-engine'

export const STATE = 'state'
export const UNCONFIRMED = 'unconfirmed'

/** The columns of what is marked beside rights. */
export const MARKS = { overlay: 'overlay_mark', schema: 'schema_mark' } as const

/**
 * Tables that the others rest upon: of one row, whose text changes with everything that actors depend upon
 * (see `Freshness` of the engine), and of the changes in the user's database that are not known to have
 * happened (see `pairEngines`).
 */
export const systemModule: Module = defineModule({
  name: 'system',
  migrations: [
    {
      version: 1,
      name: 'The mark of rights',
      changes: [
        {
          kind: 'create-table',
          table: {
            name: STATE,
            columns: {
              id: { type: 'integer' },
              mark: { type: 'string', length: 36, required: true },
              /** Tells one secret of servers from another, and nothing of it. */
              secret_digest: { type: 'string', length: 64 },
            },
          },
        },
      ],
    },
    {
      version: 2,
      name: 'The first mark',
      fill: async (session, tables) => {
        await session.create(tables.id(STATE), [{ id: 1, mark: crypto.randomUUID() }])
      },
    },
    {
      version: 3,
      name: 'Changes that are not confirmed',
      changes: [
        {
          kind: 'create-table',
          table: {
            name: UNCONFIRMED,
            columns: {
              id: { type: 'uuid' },
              timestamp: { type: 'timestamp', required: true, traits: { onCreate: 'now' } },
              /** What was made for the change: collections, and keys in them. */
              rows: { type: 'json' },
            },
            traits: { accountability: null },
          },
        },
      ],
    },
    {
      version: 4,
      name: 'The marks of the overlay and of the schema',
      changes: Object.values(MARKS).map((name) => ({
        kind: 'add-column',
        table: STATE,
        name,
        column: { type: 'string', length: 36 },
      })),
    },
  ],
  collections: [{ path: '/unconfirmed', table: UNCONFIRMED, methods: ['GET', 'SEARCH', 'DELETE'] }],
})
