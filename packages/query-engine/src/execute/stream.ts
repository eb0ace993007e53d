import { type AnyDatabase, streamTurnsOf } from '@relvar/schema-introspect'
import type { CompiledQuery, DatabaseConnection } from 'kysely'

/**
 * Rows of a statement, chunk by chunk as the database gives them. The connection watches the signal:
 * when it aborts the statement is ended in the database, in the middle of a chunk as well. (Kysely's
 * own `stream` would race each chunk against one promise of the signal, which then remembers all of
 * them: the memory of a stream would grow with its length.)
 *
 * Streams wait for turns of their own, so that slow readers leave connections to everybody else; in a
 * transaction the connection is held already.
 *
 * @throws DatabaseBusyError where other streams hold all that streams may hold
 */
export async function* streamChunks<T>(
  db: AnyDatabase,
  query: CompiledQuery,
  chunkSize: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly T[], void, undefined> {
  const turns = db.isTransaction ? undefined : streamTurnsOf(db)
  const options = signal === undefined ? {} : { signal }
  await turns?.take(signal)
  try {
    const { connection, release } = await borrow(db, options)
    try {
      for await (const { rows } of connection.streamQuery<T>(query, chunkSize, options)) {
        signal?.throwIfAborted()
        yield rows
      }
      // A connection whose statement was ended for the signal says no more.
      signal?.throwIfAborted()
    } finally {
      await release()
    }
  } finally {
    turns?.give()
  }
}

interface Borrowed {
  readonly connection: DatabaseConnection
  readonly release: () => Promise<void>
}

/** Kysely lends a connection for as long as a callback runs; a generator needs it for longer than that. */
function borrow(db: AnyDatabase, options: { readonly signal?: AbortSignal }): Promise<Borrowed> {
  return new Promise((resolve, reject) => {
    const lent = db.getExecutor().provideConnection(
      (connection) =>
        new Promise<void>((end) => {
          const release = (): Promise<void> => {
            end()
            return lent
          }
          resolve({ connection, release })
        }),
      options,
    )
    lent.catch(reject)
  })
}
