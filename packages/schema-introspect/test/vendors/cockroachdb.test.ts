import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { readFingerprint } from '../../src/introspect/cockroachdb/fingerprint.js'
import { findColumn, getTable } from '../../src/model/index.js'
import { scratch } from '../matrix.js'
import {
  grammarProblem,
  readRecorded,
  type RecordedRow,
  type RecordedRows,
  sentStatements,
} from './recorded.js'

function column(table: string, name: string, type_name: string, more: object = {}): RecordedRow {
  return {
    schema: 'public',
    table,
    name,
    native_type: type_name,
    not_null: true,
    default_sql: null,
    identity: '',
    generated: '',
    type_name,
    type_kind: 'b',
    type_schema: 'pg_catalog',
    is_array: false,
    modifier: -1,
    comment: null,
    may_insert: true,
    may_update: true,
    ...more,
  }
}

const table = (name: string): RecordedRow => ({
  oid: 1,
  schema: 'public',
  name,
  kind: 'r',
  comment: null,
  estimate: null,
  supports: 28,
  may_insert: true,
  may_update: true,
  may_delete: true,
})

const rows: RecordedRows = {
  // The query leaves out what `attishidden` says is hidden, `rowid` of "loose" here.
  'pg_attribute a\n': [
    column('orders', 'id', 'int8', { default_sql: 'unique_rowid()' }),
    column('orders', 'no', 'int8', { default_sql: "nextval('public.numbers'::REGCLASS)" }),
    column('orders', 'status', 'text', { default_sql: "e'it\\'s new':::STRING" }),
    column('orders', 'note', 'text', { default_sql: "'draft'::STRING" }),
    column('orders', 'total', 'numeric', { default_sql: '1.5:::DECIMAL' }),
    column('orders', 'made_at', 'timestamptz', { default_sql: 'now():::TIMESTAMPTZ' }),
    column('loose', 'note', 'text'),
  ],
  "contype in ('p', 'u')": [
    { schema: 'public', table: 'orders', name: 'orders_pkey', kind: 'p', columns: ['id'] },
    { schema: 'public', table: 'loose', name: 'loose_pkey', kind: 'p', columns: ['rowid'] },
  ],
  'pg_index i\n': [
    {
      schema: 'public',
      table: 'loose',
      name: 'loose_pkey',
      unique: true,
      columns: ['rowid'],
      body: null,
    },
    {
      schema: 'public',
      table: 'orders',
      name: 'sharded',
      unique: false,
      columns: ['crdb_internal_id_shard_16', 'note'],
      body: null,
    },
  ],
  "contype = 'c'": [
    {
      schema: 'public',
      table: 'orders',
      name: 'note_ck',
      definition: "CHECK ((note IN ('draft':::STRING, 'live':::STRING)))",
    },
  ],
  obj_description: [table('orders'), table('loose')],
  'current_schema()': [{ schema: 'public' }],
}

describe('the catalogue of CockroachDB', () => {
  const read = async () => readRecorded('cockroachdb', rows)

  it.each<readonly [string, object]>([
    [
      'id',
      {
        type: 'bigInteger',
        generated: 'identity',
        default: null,
        actions: ['read', 'create', 'update'],
      },
    ],
    ['no', { generated: 'identity' }],
    ['status', { type: 'text', default: { kind: 'literal', value: "it's new" } }],
    ['note', { default: { kind: 'literal', value: 'draft' } }],
    ['total', { type: 'decimal', default: { kind: 'literal', value: 1.5 } }],
    ['made_at', { type: 'timestamp', default: { kind: 'expression', sql: 'now():::TIMESTAMPTZ' } }],
  ])('reads the column %s', async (name, expected) => {
    expect(findColumn(getTable(await read(), 'orders'), name)).toMatchObject(expected)
  })

  it('has no key that is hidden', async () => {
    const loose = getTable(await read(), 'loose')
    expect(loose).toMatchObject({
      primaryKey: [],
      indexes: [],
      actions: ['read'],
      rowEstimate: null,
    })
    expect(getTable(await read(), 'orders').indexes).toEqual([
      { name: 'sharded', columns: ['note'], unique: false },
    ])
  })

  it('reads the values of a CHECK', async () => {
    const schema = await read()
    const note = findColumn(getTable(schema, 'orders'), 'note')
    expect(schema.enums[note?.enum ?? '']?.values).toEqual(['draft', 'live'])
  })

  it('is read by well-formed statements, without hidden columns', async () => {
    const statements = await sentStatements('cockroachdb')
    for (const statement of statements) {
      expect(await grammarProblem('cockroachdb', statement)).toBeNull()
    }
    expect(statements.some((statement) => statement.includes('not a.attishidden'))).toBe(true)
    expect(statements.some((statement) => statement.includes('xmin'))).toBe(false)
  })
})

describe('the grammar that statements are checked with', () => {
  it.each(['mssql', 'oracle', 'mysql', 'cockroachdb'] as const)(
    'refuses what is no %s',
    async (vendor) => {
      expect(await grammarProblem(vendor, 'select a b c from t')).toMatch(/expected/i)
    },
  )
})

/** PostgreSQL has all that this statement asks for, so it can show what the statement is worth. */
const postgres = DIALECTS.find(({ name }) => name === 'postgres')
const skip = postgres === undefined ? 'DIALECTS does not pick postgres' : postgres.skip

describe("CockroachDB's fingerprint on postgres", () => {
  it.skipIf(skip)('differs after every kind of change, and else stays', async () => {
    if (postgres === undefined) return
    await using database = await scratch(
      postgres,
      'create table t (id integer primary key, a text)',
    )
    const read = (): Promise<string> =>
      readFingerprint(database.db, sql<boolean>`n.nspname = 'public'`)
    const seen = new Set([await read()])
    expect(seen).toContain(await read())
    const changes = [
      'alter table t add column b integer',
      'alter table t alter column b set default 5',
      'alter table t alter column b set not null',
      'alter table t add constraint positive check (b > 0)',
      'create index by_a on t (a)',
      "comment on column t.a is 'Words'",
      "create type mood as enum ('sad')",
      "alter type mood add value 'ok'",
      'grant select on t to public',
      'create view v as select a from t',
    ]
    for (const [done, change] of changes.entries()) {
      await database.execute(change)
      seen.add(await read())
      expect(seen.size, `after ${change}`).toBe(done + 2)
    }
  })
})
