import oracledb from 'oracledb'

/** One call of the driver's. */
export interface Call {
  readonly method: string
  readonly sql?: string
  readonly binds?: unknown
  readonly options?: Record<string, unknown>
}

export interface FakeAnswers {
  /** What `execute` and `executeMany` answer. An Error is thrown. */
  readonly execute?: (sql: string) => object | Error | Promise<object>
  /** Runs when a statement is to be ended. */
  readonly break?: () => void
  readonly metaData?: readonly object[]
  readonly rows?: readonly object[]
  readonly createPool?: () => Error | null
}

/**
 * Stands in for node-oracledb where there is no Oracle: it notes what is asked of it and answers
 * in the documented form. It can show how values and results are converted, never that Oracle
 * understands a statement.
 *
 * @see https://node-oracledb.readthedocs.io/en/latest/api_manual/connection.html
 */
export function fakeDriver(answers: FakeAnswers = {}): {
  readonly calls: Call[]
  readonly oracledb: typeof oracledb
} {
  const calls: Call[] = []
  const answer = async (sql: string): Promise<object> => {
    const result = (await answers.execute?.(sql)) ?? {}
    if (result instanceof Error) throw result
    return result
  }
  let session = 0
  const connection = {
    callTimeout: 0,
    execute: async (sql: string, binds?: unknown, options: Record<string, unknown> = {}) => {
      calls.push({ method: 'execute', sql, binds, options })
      return options['resultSet'] === true ? { resultSet: resultSet() } : answer(sql)
    },
    executeMany: async (sql: string, binds: unknown, options: Record<string, unknown>) => {
      calls.push({ method: 'executeMany', sql, binds, options })
      return answer(sql)
    },
    getStatementInfo: async (sql: string) => {
      calls.push({ method: 'getStatementInfo', sql })
      return { metaData: answers.metaData }
    },
    commit: async () => void calls.push({ method: 'commit' }),
    rollback: async () => void calls.push({ method: 'rollback' }),
    break: async () => answers.break?.(),
    close: async (options: Record<string, unknown>) =>
      void calls.push({ method: 'close', options }),
    isHealthy: () => true,
  }
  function resultSet(): object {
    const left = [...(answers.rows ?? [])]
    return {
      getRows: async (count: number) => left.splice(0, count),
      close: async () => void calls.push({ method: 'closeResultSet' }),
    }
  }
  const createPool = async (attributes: oracledb.PoolAttributes): Promise<object> => {
    calls.push({ method: 'createPool', options: { ...attributes } })
    const failure = answers.createPool?.() ?? null
    if (failure !== null) throw failure
    const { sessionCallback } = attributes
    return {
      async getConnection() {
        // Only the first is a new session; the pool hands it out again and again.
        if (session++ === 0 && typeof sessionCallback === 'function') {
          await new Promise<void>((resolve, reject) => {
            const done = (error?: unknown): void =>
              error === undefined ? resolve() : reject(error)
            sessionCallback(connection as unknown as oracledb.Connection, '', done)
          })
        }
        return connection
      },
      close: async () => void calls.push({ method: 'closePool' }),
    }
  }
  return {
    calls,
    oracledb: Object.create(oracledb, { createPool: { value: createPool } }) as typeof oracledb,
  }
}
