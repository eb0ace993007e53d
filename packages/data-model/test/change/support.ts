import type { SchemaModel } from '@relvar/schema-introspect'
import { type Database, connect, introspect } from '@relvar/schema-introspect'
import { plainSql, type TestDialect } from '@relvar/test-databases'
import { sql } from 'kysely'
import {
  planChanges,
  readDefinitions,
  type RunOptions,
  runPlan,
  type SchemaChange,
  type SchemaPlan,
} from '../../src/index.js'

/** An empty database whose schema is changed. */
export interface Workshop extends AsyncDisposable {
  readonly db: Database
  readonly url: string
  model(): Promise<SchemaModel>
  plan(changes: readonly SchemaChange[]): Promise<SchemaPlan>
  /** Plans and runs, data that is lost included; the plan that was run. */
  change(changes: readonly SchemaChange[], options?: RunOptions): Promise<SchemaPlan>
  rows(table: string, order: string): Promise<readonly Record<string, unknown>[]>
  /** Runs statements without quoted names, past the code under test. */
  execute(statements: readonly string[]): Promise<void>
}

export async function openWorkshop(dialect: TestDialect): Promise<Workshop> {
  const database = await dialect.createDatabase()
  const db = await connect(database.url)
  const model = (): Promise<SchemaModel> => introspect(db)
  const plan = async (changes: readonly SchemaChange[]): Promise<SchemaPlan> => {
    const current = await model()
    const definitions = await readDefinitions(db, current, changes)
    return planChanges({ model: current, changes, definitions })
  }
  return {
    db,
    url: database.url,
    model,
    plan,
    async change(changes, options = { confirm: true }) {
      const planned = await plan(changes)
      await runPlan(db, planned, options)
      return planned
    },
    async rows(table, order) {
      const { rows } = await sql<Record<string, unknown>>`
        select * from ${sql.id(table)} order by ${sql.id(order)}`.execute(db)
      return rows.map((row) => ({ ...row }))
    },
    execute: (statements) =>
      database.execute(statements.map((each) => plainSql(dialect.name, each))),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await database[Symbol.asyncDispose]()
    },
  }
}
