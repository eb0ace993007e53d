import { connect, introspect } from '@relvar/schema-introspect'
import { DIALECTS, type TestDialect } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { planChanges, readDefinitions, runPlan, type SchemaChange } from '../../src/index.js'
import { openWorkshop, type Workshop } from './support.js'

const only = (name: string): readonly TestDialect[] => DIALECTS.filter((each) => each.name === name)

const table = (name: string): SchemaChange => ({
  kind: 'create-table',
  table: {
    name,
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'label', type: 'string', length: 20 },
    ],
    primaryKey: ['id'],
  },
})

const CHANGES: readonly SchemaChange[] = [
  { kind: 'rename-column', table: 'part', column: 'label', to: 'tag' },
  { kind: 'add-index', table: 'part', index: { columns: ['tag'] } },
  { kind: 'add-column', table: 'box', column: { name: 'size', type: 'integer' } },
]

async function openParts(dialect: TestDialect): Promise<Workshop> {
  const place = await openWorkshop(dialect)
  await place.change([table('part'), table('box')])
  return place
}

describe.each(only('mariadb'))('a change without a transaction on $name', (dialect) => {
  /** What becomes of a change whose last statement waits, when its connection is killed there. */
  const killedAtBox = async (
    place: Workshop,
    changes: readonly SchemaChange[],
  ): Promise<unknown> => {
    const plan = await place.plan(changes)
    const other = await connect(place.url)
    try {
      return await other.transaction().execute(async (reader) => {
        await sql`select * from box`.execute(reader)
        const outcome = runPlan(place.db, plan, { confirm: true }).catch((error: unknown) => error)
        await expect.poll(() => killWaiting(place), { timeout: 15_000 }).toBe(true)
        return await outcome
      })
    } finally {
      await other.destroy()
    }
  }
  /** What looks at the schema before may wait for a moment too. */
  const killWaiting = async ({ db }: Workshop): Promise<boolean> => {
    const { rows } = await sql<{ id: number }>`select id from information_schema.processlist
      where db = database() and state like 'Waiting for table metadata lock%'
        and info like '%add column%'`.execute(db)
    const [waiting] = rows
    if (waiting === undefined) return false
    await sql`kill ${sql.lit(waiting.id)}`.execute(db)
    return true
  }

  it.skipIf(dialect.skip)('tells what stands where its connection is killed half-way', async () => {
    await using place = await openParts(dialect)
    expect(await killedAtBox(place, CHANGES)).toMatchObject({
      code: 'SCHEMA_CHANGE_INCOMPLETE',
      details: {
        reason: expect.stringMatching(/2 of its 3 statements stand.*not known whether/s),
        standing: [expect.stringMatching(/rename column/), expect.stringMatching(/create index/)],
        missing: [expect.stringMatching(/add column `size`/)],
      },
    })
    expect((await place.model()).tables['part']?.columns[1]?.name).toBe('tag')
    await place.change(CHANGES.slice(2))
  })

  it.skipIf(dialect.skip)('is not known of where its first statement is cut off', async () => {
    await using place = await openParts(dialect)
    expect(await killedAtBox(place, CHANGES.slice(2))).toMatchObject({
      code: 'SCHEMA_CHANGE_UNKNOWN',
      details: { statements: [expect.stringMatching(/add column `size`/)] },
    })
  })

  it.skipIf(dialect.skip)('leaves nothing where the account lacks a right half-way', async () => {
    await using place = await openParts(dialect)
    const before = await place.model()
    const account = `k_${before.defaultSchema.slice(-12)}`
    const { defaultSchema: schema } = before
    await sql`create user ${sql.id(account)}@'%' identified by 'x'`.execute(place.db)
    try {
      await sql`grant all on ${sql.id(schema, 'part')} to ${sql.id(account)}@'%'`.execute(place.db)
      await sql`grant select on ${sql.id(schema, 'box')} to ${sql.id(account)}@'%'`.execute(
        place.db,
      )
      const url = new URL(place.url)
      Object.assign(url, { username: account, password: 'x' })
      const limited = await connect(url.href)
      try {
        const model = await introspect(limited)
        const definitions = await readDefinitions(limited, model, CHANGES)
        const plan = planChanges({ model, changes: CHANGES, definitions })
        await expect(runPlan(limited, plan)).rejects.toMatchObject({
          code: 'FORBIDDEN',
          details: { reason: expect.stringContaining('It needs CREATE, ALTER') },
        })
      } finally {
        await limited.destroy()
      }
      expect((await place.model()).version).toBe(before.version)
    } finally {
      await sql`drop user ${sql.id(account)}@'%'`.execute(place.db)
    }
  })
})

describe.each(only('postgres'))('a change whose connection breaks on $name', (dialect) => {
  it.skipIf(dialect.skip)('is not known of when that is at the commit', async () => {
    await using place = await openParts(dialect)
    const before = await place.model()
    const plan = await place.plan(CHANGES)
    const within = async (transaction: Workshop['db'] | null): Promise<void> => {
      const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(
        transaction ?? place.db,
      )
      await sql`select pg_terminate_backend(${rows[0]?.id})`.execute(place.db)
    }
    await expect(runPlan(place.db, plan, { within })).rejects.toMatchObject({
      code: 'SCHEMA_CHANGE_UNKNOWN',
      details: { statements: plan.statements.map((each) => each.sql) },
    })
    expect((await place.model()).version).toBe(before.version)
    await runPlan(place.db, plan)
  })
})
