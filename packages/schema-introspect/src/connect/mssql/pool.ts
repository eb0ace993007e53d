import type { Connection } from 'tedious'
import type { Pool } from 'tarn'

type PoolClass = typeof Pool
type PoolOptions<T> = ConstructorParameters<typeof Pool<T>>[0]

export interface MssqlPool {
  readonly Pool: PoolClass
  readonly connectionFactory: () => Connection
}

/**
 * A pool that gives away what broke by what the driver noticed. Kysely would send `select 1` before
 * every statement to find out, a round trip more for each; a connection that breaks unnoticed fails the
 * statement it is used for, and is gone from then on.
 */
export function createMssqlPool(Pool: PoolClass, createConnection: () => Connection): MssqlPool {
  let created: Connection | undefined
  const ended = new WeakSet<object>()

  class WatchedPool<T extends object> extends Pool<T> {
    constructor(options: PoolOptions<T>) {
      const create = options.create as () => Promise<T>
      super({
        ...options,
        create: async () => {
          // Kysely asks for the connection before it waits for anything.
          const creating = create()
          const raw = created
          const connection = await creating
          raw?.once('end', () => ended.add(connection))
          return connection
        },
        validate: (connection) => !ended.has(connection),
      })
    }
  }

  return {
    Pool: WatchedPool as unknown as PoolClass,
    connectionFactory: () => (created = createConnection()),
  }
}
