import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestDatabase } from '../dialect.js'
import { type Connection, testDatabase } from './database.js'

/** A file in a folder of its own: whatever is put beside it (journals, `.relvar.sqlite`) goes with it. */
export async function createSqliteDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'relvar-sqlite-'))
  const file = join(folder, 'test.sqlite')
  const connect = async (): Promise<Connection> => open(file)
  await using _ = await connect()
  return testDatabase({
    url: `sqlite:${file}`,
    connect,
    drop: () => rm(folder, { recursive: true, force: true }),
  })
}

function open(file: string): Connection {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  return {
    async query(sql) {
      // `exec` runs a script of many statements, `prepare` only the first; only `prepare` has rows.
      if (!/^\s*(select|with|pragma|values|explain)\b/i.test(sql)) {
        database.exec(sql)
        return []
      }
      const statement = database.prepare(sql)
      statement.setReadBigInts(true)
      return statement.all().map((row) => ({ ...row }))
    },
    async [Symbol.asyncDispose]() {
      database.close()
    },
  }
}
