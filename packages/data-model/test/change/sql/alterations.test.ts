import { describe, expect, it } from 'vitest'
import { NO_COLLATIONS, NOTHING_KNOWN } from '../../../src/change/definitions.js'
import type { AlterColumn } from '../../../src/change/schema-change.js'
import { planChanges, type SchemaChange } from '../../../src/index.js'
import { blog, emptyModel, planOn } from './planned.js'

// https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql#alter-column
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
describe('what goes with a column that is altered', () => {
  it('makes a link anew whose column SQL Server cannot alter beneath it', () => {
    const foreignKey = { columns: ['author_id'], target: 'author' }
    const before = [...blog, { kind: 'add-foreign-key', table: 'article', foreignKey } as const]
    const set = { nullable: false }
    const change = { kind: 'alter-column', table: 'article', column: 'author_id', set } as const
    const { statements, warnings } = planOn('mssql', [change], { before })
    expect(statements.map(({ sql }) => sql)).toEqual([
      'alter table "dbo"."article" drop constraint "article_author_id_foreign"',
      'alter table "dbo"."article" alter column "author_id" int not null',
      'alter table "dbo"."article" add constraint "article_author_id_foreign" foreign key ("author_id") references "dbo"."author" ("id")',
    ])
    expect(warnings.map(({ code }) => code)).not.toContain('not-enforced')
  })

  it('gives a number of Oracle more digits in place, and fewer in a new column', () => {
    const price = { name: 'price', type: 'decimal', precision: 10, scale: 2 } as const
    const before = [...blog, { kind: 'add-column', table: 'article', column: price } as const]
    const verbs = (precision: number, scale: number) => {
      const set = { precision, scale }
      const change = { kind: 'alter-column', table: 'article', column: 'price', set } as const
      return planOn('oracle', [change], { before }).statements.map(({ sql }) =>
        sql.replace('alter table "SHOP"."article" ', ''),
      )
    }
    expect(verbs(12, 2)).toEqual(['modify ("price" number(12, 2))'])
    for (const [precision, scale] of [
      [9, 2],
      [10, 1],
      [10, 3],
    ] as const)
      expect(verbs(precision, scale)).toEqual([
        `add ("price_new" number(${precision}, ${scale}))`,
        'update "SHOP"."article" set "price_new" = "price"',
        'drop column "price" cascade constraints',
        'rename column "price_new" to "price"',
      ])
  })

  it('says of a text on SQL Server how it is compared, where that is not as the database has it', () => {
    const tables = { article: { ...NOTHING_KNOWN, ownCollations: { title: 'Czech_100_CS_AS' } } }
    const definitions = { tables, views: [], names: [], collations: NO_COLLATIONS }
    const altered = (column: string, set: AlterColumn['set']) => {
      const all: readonly SchemaChange[] = [
        { kind: 'rename-column', table: 'article', column, to: 'named' },
        { kind: 'alter-column', table: 'article', column: 'named', set },
      ]
      const model = planChanges({ model: emptyModel('mssql'), changes: blog }).after
      const { statements } = planChanges({ model, changes: all, definitions })
      return statements.flatMap(({ sql }) => / alter column (.*)/.exec(sql)?.[1] ?? [])
    }
    expect(altered('title', { length: 90 })).toEqual([
      '"named" nvarchar(90) collate Czech_100_CS_AS not null',
    ])
    expect(altered('title', { type: 'date', default: null })).toEqual(['"named" date not null'])
    expect(altered('author_id', { nullable: false })).toEqual(['"named" int not null'])
  })
})
