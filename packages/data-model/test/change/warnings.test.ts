import { getTable } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { planChanges, type SchemaChange } from '../../src/index.js'
import { blog, emptyModel, planOn, VENDORS } from './sql/planned.js'

const codes = (change: SchemaChange): readonly string[] =>
  planOn('postgres', [change]).warnings.map(({ code }) => code)

describe('warnings of a plan', () => {
  it('are silent about tables that the plan itself has made', () => {
    expect(codes({ kind: 'drop-table', table: 'article' })).toEqual([])
  })

  it.each(['postgres', 'mariadb'] as const)('tell what many rows take on %s', (dialect) => {
    const { after } = planChanges({ model: emptyModel(dialect), changes: blog })
    const article = { ...getTable(after, 'article'), rowEstimate: 1_000_000 }
    const model = { ...after, tables: { ...after.tables, article } }
    const messages = (change: SchemaChange): readonly string[] =>
      planChanges({ model, changes: [change] }).warnings.map(({ message }) => message)
    const title = { kind: 'alter-column', table: 'article', column: 'title' } as const
    expect(messages({ ...title, set: { type: 'text' } })).toContain(
      'Every row of "article" (about 1000000) is written anew; others wait meanwhile.',
    )
    const waiting = 'Writes to "article" wait while its rows (about 1000000) are looked at.'
    const index = { columns: ['views'] }
    expect(messages({ kind: 'add-index', table: 'article', index })).toContain(waiting)
    const column = { name: 'note', type: 'text' } as const
    expect(messages({ kind: 'add-column', table: 'article', column })).toEqual([])
  })

  it('name links that nothing holds any more, whichever table they are in', () => {
    const columns = ['author_id']
    const link: SchemaChange = {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { name: 'link', columns, target: 'author' },
    }
    const drop: SchemaChange = { kind: 'drop-foreign-key', table: 'article', name: 'link' }
    const messages = (...more: readonly SchemaChange[]): readonly string[] =>
      planOn('postgres', [drop, ...more], { before: [...blog, link] }).warnings.map(
        ({ message }) => message,
      )
    const told =
      'Rows of "article" may link to nothing from then on: its foreign key to "author" goes.'
    expect(messages()).toEqual([told])
    expect(messages({ kind: 'drop-table', table: 'author' })).toContain(told)
    expect(messages({ kind: 'drop-column', table: 'article', column: 'author_id' })).not.toContain(
      told,
    )
    expect(messages({ kind: 'drop-table', table: 'article' })).not.toContain(told)
    expect(messages(link)).not.toContain(told)
  })
})

describe('what takes a plan back', () => {
  it('is the transaction where the vendor has one, and else a statement for each', () => {
    const changes: readonly SchemaChange[] = [
      { kind: 'rename-column', table: 'article', column: 'title', to: 'name' },
      { kind: 'drop-column', table: 'article', column: 'author_id' },
    ]
    const found = VENDORS.map((name) => [
      name,
      planOn(name, changes).statements.map(({ undo }) => undo),
    ])
    const back = 'alter table "SHOP"."article" rename column "name" to "title"'
    const inMysql = [['alter table `shop`.`article` rename column `name` to `title`'], null]
    expect(Object.fromEntries(found)).toEqual({
      postgres: [[], []],
      mssql: [[], []],
      sqlite: [[], []],
      cockroachdb: [['alter table "public"."article" rename column "name" to "title"'], null],
      mariadb: inMysql,
      mysql: inMysql,
      oracle: [[back], null],
    })
  })

  it('gives a column back in the words that MariaDB had for it', () => {
    const set = { type: 'text', default: null } as const
    const change = { kind: 'alter-column', table: 'article', column: 'title', set } as const
    expect(planOn('mariadb', [change]).statements).toEqual([
      {
        sql: 'alter table `shop`.`article` modify column `title` text not null',
        undo: [
          "alter table `shop`.`article` modify column `title` varchar(80) default 'new' not null",
        ],
      },
    ])
  })

  it('has no part of a statement that runs by itself', () => {
    const index = { kind: 'add-index', table: 'article', index: { columns: ['views'] } } as const
    expect(planOn('postgres', [index], { concurrentIndexes: true }).statements).toEqual([
      {
        sql: 'create index concurrently "article_views_index" on "public"."article" ("views")',
        undo: ['drop index "public"."article_views_index"'],
        alone: true,
      },
    ])
  })
})
