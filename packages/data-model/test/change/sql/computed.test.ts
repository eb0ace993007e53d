import { describe, expect, it } from 'vitest'
import { planChanges, type SchemaChange } from '../../../src/index.js'
import { expectPlanned } from './expect-planned.js'
import { emptyModel, planOn } from './planned.js'

const TOTAL = { type: 'integer', nullable: false, expression: 'views * 2' } as const

// https://www.postgresql.org/docs/current/ddl-generated-columns.html
// https://www.cockroachlabs.com/docs/stable/computed-columns
// https://mariadb.com/kb/en/generated-columns/
// https://dev.mysql.com/doc/refman/8.4/en/create-table-generated-columns.html
// https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-computed-column-definition-transact-sql
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-TABLE.html
// https://www.sqlite.org/gencol.html
describe('DDL of computed columns', () => {
  it('adds and drops them', async () => {
    await expectPlanned(
      [
        {
          kind: 'add-column',
          table: 'author',
          column: { ...TOTAL, name: 'double', expression: 'id * 2', generated: 'virtual' },
        },
        { kind: 'drop-column', table: 'author', column: 'double' },
      ],
      {
        postgres: `
        alter table "public"."author" add column "double" integer generated always as (id * 2) virtual not null
        ---
        alter table "public"."author" drop column "double"
      `,
        cockroachdb: `
        alter table "public"."author" add column "double" int4 generated always as (id * 2) virtual not null
        ---
        alter table "public"."author" drop column "double"
      `,
        mariadb: `
        alter table "shop"."author" add column "double" int generated always as (id * 2) virtual
        ---
        alter table "shop"."author" drop column "double"
      `,
        mysql: `
        alter table "shop"."author" add column "double" int generated always as (id * 2) virtual not null
        ---
        alter table "shop"."author" drop column "double"
      `,
        mssql: `
        alter table "dbo"."author" add "double" as (id * 2)
        ---
        alter table "dbo"."author" drop column "double"
      `,
        oracle: `
        alter table "SHOP"."author" add "double" integer generated always as (id * 2) virtual not null
        ---
        alter table "SHOP"."author" drop column "double"
      `,
        sqlite: `
        alter table "author" add column "double" integer generated always as (id * 2) virtual not null
        ---
        alter table "author" drop column "double"
      `,
      },
    )
  })

  it('is kept in the table, or is not where the vendor only computes', () => {
    const table = (dialect: Parameters<typeof emptyModel>[0]): string => {
      const columns = [
        { name: 'id', type: 'integer' },
        { ...TOTAL, name: 'total', generated: 'stored', expression: 'id * 2' },
      ] as const
      const changes: readonly SchemaChange[] = [
        { kind: 'create-table', table: { name: 'line', columns, primaryKey: ['id'] } },
      ]
      return (
        planChanges({ model: emptyModel(dialect), changes }).statements[0]?.sql.split('\n')[2] ?? ''
      )
    }
    expect(table('postgres')).toBe(
      '  "total" integer generated always as (id * 2) stored not null,',
    )
    expect(table('mariadb')).toBe('  `total` int generated always as (id * 2) stored,')
    expect(table('mssql')).toBe('  "total" as (id * 2) persisted not null,')
    expect(() => table('oracle')).toThrow(/computes when it reads/)
  })

  it('is refused without what computes it, and where that is more than one expression', () => {
    for (const expression of ['', 'id) stored, (x'])
      expect(() =>
        planOn('postgres', [
          {
            kind: 'add-column',
            table: 'author',
            column: { ...TOTAL, name: 'x', generated: 'stored', expression },
          },
        ]),
      ).toThrow(expect.objectContaining({ refusal: 'invalid-expression' }))
  })

  it('holds the columns that it is computed by', () => {
    const changes: readonly SchemaChange[] = [
      {
        kind: 'add-column',
        table: 'article',
        column: { ...TOTAL, name: 'total', generated: 'virtual' },
      },
      { kind: 'drop-check', table: 'article', name: 'article_views_positive' },
    ]
    const drop = { kind: 'drop-column', table: 'article', column: 'views' } as const
    expect(() => planOn('mariadb', [...changes, drop])).toThrow(/computed column "total" uses it/)
    const { warnings } = planOn('mariadb', [...changes, { ...drop, column: 'total' }])
    expect(warnings.filter(({ lossy }) => lossy)).toEqual([])
  })
})
