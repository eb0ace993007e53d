import { defineModule, type Module, type Session, type SystemNames } from '@relvar/query-engine'

const TABLE = 'state'

/**
 * The table of one row whose text changes with everything that actors depend upon, and what puts the
 * row there. See `Freshness` of the engine.
 */
export const stateModule: Module = defineModule({
  name: 'system',
  migrations: [
    {
      version: 1,
      name: 'The mark of rights',
      changes: [
        {
          kind: 'create-table',
          table: {
            name: TABLE,
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
        await session.create(tables.id(TABLE), [{ id: 1, mark: crypto.randomUUID() }])
      },
    },
  ],
})

/** Where the engine finds the mark. */
export function markPlace(names: SystemNames): { readonly table: string; readonly column: string } {
  return { table: names.id(TABLE), column: 'mark' }
}

/**
 * Says that something has changed that actors depend upon, in the transaction of that change.
 * `session` has to pass every policy.
 */
export async function changeMark(session: Session, names: SystemNames): Promise<void> {
  await session.update(names.id(TABLE), { keys: [1] }, { mark: crypto.randomUUID() })
}

/** The mark as it is now. */
export async function readMark(session: Session, names: SystemNames): Promise<string> {
  const row = await session.readOne(names.id(TABLE), 1, { fields: ['mark'] })
  if (row === null) throw new Error('The row of the mark is gone.')
  return String(row['mark'])
}
