import { DIALECTS } from '@relvar/test-databases'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { planChanges, type SchemaChange, type TableDraft } from '../../src/index.js'
import { emptyModel, VENDORS } from './sql/planned.js'
import { openWorkshop } from './support.js'

const AUTHOR: SchemaChange = {
  kind: 'create-table',
  table: { name: 'author', columns: [{ name: 'id', type: 'integer' }], primaryKey: ['id'] },
}

/** Constraints and an index that nobody named. */
const ARTICLE: TableDraft = {
  name: 'article',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'author', type: 'integer' },
    { name: 'title', type: 'string', length: 80 },
    { name: 'status', type: 'string', length: 9, values: ['draft', 'done'] },
    { name: 'rating', type: 'integer', default: { kind: 'literal', value: 0 } },
  ],
  primaryKey: ['id'],
  uniques: [{ columns: ['title'] }],
  indexes: [{ columns: ['status'] }],
  foreignKeys: [{ columns: ['author'], target: 'author' }],
}
const MADE: SchemaChange = { kind: 'create-table', table: ARTICLE }
const RENAMED: SchemaChange = { kind: 'rename-table', table: 'article', to: 'post' }

function columnsOf({ tables }: SchemaModel, id: string): unknown {
  const table = tables[id]
  return {
    uniques: table?.uniques.map(({ columns }) => columns),
    foreignKeys: table?.foreignKeys.map(({ columns, target }) => ({ columns, target })),
    isIndexed: table?.indexes.some(({ columns }) => columns.join() === 'status'),
  }
}

const WHOLE = {
  uniques: [['title']],
  foreignKeys: [{ columns: ['author'], target: 'author' }],
  isIndexed: true,
}

describe.each(DIALECTS)('names on $name', (dialect) => {
  it.skipIf(dialect.skip)('are free where a renamed table keeps its own', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR, MADE])
    await place.change([RENAMED])
    await place.change([MADE])
    const model = await place.model()
    expect(columnsOf(model, 'article')).toEqual(WHOLE)
    expect(columnsOf(model, 'post')).toEqual(WHOLE)
  })

  it.skipIf(dialect.skip)('are free within one plan', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR, MADE, RENAMED, MADE])
    expect(columnsOf(await place.model(), 'article')).toEqual(WHOLE)
  })

  it.skipIf(dialect.skip)('are told apart where columns read alike', async () => {
    await using place = await openWorkshop(dialect)
    const columns = ['id', 'a', 'b', 'a_b'].map((name) => ({ name, type: 'integer' }) as const)
    const indexes = [{ columns: ['a', 'b'] }, { columns: ['a_b'] }]
    await place.change([
      { kind: 'create-table', table: { name: 't', columns, primaryKey: ['id'], indexes } },
    ])
    const { tables } = await place.model()
    const made = tables['t']?.indexes.filter(({ unique }) => !unique)
    expect(made?.map(({ name, columns: list }) => [name, list]).toSorted()).toEqual([
      ['t_a_b_index', ['a', 'b']],
      ['t_a_b_index_2', ['a_b']],
    ])
  })

  it.skipIf(dialect.skip)('are given anew to what takes the place of what is dropped', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR, MADE])
    const name = 'article_status_index'
    await place.change([
      { kind: 'drop-index', table: 'article', name },
      { kind: 'add-index', table: 'article', index: { columns: ['status'] } },
    ])
    const { tables } = await place.model()
    expect(tables['article']?.indexes.map((each) => each.name)).toContain(name)
    await place.change([
      { kind: 'drop-column', table: 'article', column: 'status' },
      { kind: 'add-index', table: 'author', index: { name, columns: ['id'] } },
    ])
    const { tables: then } = await place.model()
    expect(then['author']?.indexes.map((each) => each.name)).toContain(name)
  })

  it.skipIf(dialect.skip)('do not make one index twice', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR, MADE])
    const again = { kind: 'add-index', table: 'article', index: { columns: ['status'] } } as const
    await expect(place.change([again])).rejects.toMatchObject({ refusal: 'name-taken' })
  })
})

const [POSTGRES, SQLITE, MARIADB] = ['postgres', 'sqlite', 'mariadb'].map((name) =>
  DIALECTS.find((each) => each.name === name),
)

describe.each([POSTGRES, SQLITE].flatMap((each) => each ?? []))(
  'names of all of a schema on $name',
  (dialect) => {
    const ADD: SchemaChange = { kind: 'add-index', table: 'author', index: { columns: ['id'] } }

    it.skipIf(dialect.skip)('are free of those that the model does not show', async () => {
      await using place = await openWorkshop(dialect)
      await place.change([AUTHOR])
      await sql`create index author_id_index on author ((id + 1)) where id > 5`.execute(place.db)
      await place.change([ADD])
      const { tables } = await place.model()
      expect(tables['author']?.indexes.map(({ name }) => name)).toContain('author_id_index_2')
    })

    it.skipIf(dialect.skip)('are refused where something else has them', async () => {
      await using place = await openWorkshop(dialect)
      await place.change([AUTHOR, MADE])
      const refused = { refusal: 'name-taken' }
      const index = { name: 'Article_Status_Index', columns: ['id'] }
      const named = place.change([{ kind: 'add-index', table: 'author', index }])
      await expect(named).rejects.toMatchObject(refused)
      const table = { ...ARTICLE, name: 'article_status_index' }
      await expect(place.change([{ kind: 'create-table', table }])).rejects.toMatchObject(refused)
      const renamed = place.change([
        { kind: 'rename-table', table: 'article', to: 'article_status_index' },
      ])
      await expect(renamed).rejects.toMatchObject(refused)
    })
  },
)

describe.each([MARIADB].flatMap((each) => each ?? []))('foreign keys on $name', (dialect) => {
  it.skipIf(dialect.skip)('are refused by a name that one of another table has', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR, MADE, RENAMED])
    const name = 'article_author_foreign'
    const foreignKeys = [{ name, columns: ['author'], target: 'author' }]
    const table = { ...ARTICLE, foreignKeys }
    await expect(place.change([{ kind: 'create-table', table }])).rejects.toMatchObject({
      refusal: 'name-taken',
      message: `Invalid payload. Table "post" has a "${name}" already.`,
    })
  })

  it.skipIf(dialect.skip)('that the server named follow their table', async () => {
    await using place = await openWorkshop(dialect)
    await place.change([AUTHOR])
    await place.execute([
      'create table article (id int not null primary key, author int, foreign key (author) references author (id))',
    ])
    const { after } = await place.change([RENAMED])
    const named = ({ tables }: SchemaModel) => tables['post']?.foreignKeys.map(({ name }) => name)
    expect(named(after)).toEqual(['post_ibfk_1'])
    expect(named(await place.model())).toEqual(['post_ibfk_1'])
    const back: SchemaChange = { kind: 'rename-table', table: 'post', to: 'article' }
    const drop: SchemaChange = {
      kind: 'drop-foreign-key',
      table: 'article',
      name: 'article_ibfk_1',
    }
    await place.change([back, drop])
    expect((await place.model()).tables['article']?.foreignKeys).toEqual([])
  })
})

describe('foreign keys that the server named', () => {
  it.each(['mysql', 'mariadb'] as const)('follow their table on %s', (dialect) => {
    const foreignKeys = [{ name: 'article_ibfk_1', columns: ['author'], target: 'author' }]
    const changes: readonly SchemaChange[] = [
      AUTHOR,
      { kind: 'create-table', table: { ...ARTICLE, foreignKeys } },
      RENAMED,
      { kind: 'drop-foreign-key', table: 'post', name: 'post_ibfk_1' },
    ]
    const { statements } = planChanges({ model: emptyModel(dialect), changes })
    expect(statements.slice(-2).map(({ sql: text }) => text)).toEqual([
      'rename table `shop`.`article` to `shop`.`post`',
      'alter table `shop`.`post` drop foreign key `post_ibfk_1`',
    ])
  })
})

describe('names of a second table', () => {
  it.each(VENDORS)('have a number on %s where the first one keeps them', (dialect) => {
    const changes = [AUTHOR, MADE, RENAMED, MADE]
    const { statements } = planChanges({ model: emptyModel(dialect), changes })
    const texts = statements.map(({ sql: text }) => text).join('\n')
    const numbered = texts.match(/article_\w+_2\b/g) ?? []
    expect([...new Set(numbered)].toSorted()).toEqual(NUMBERED[dialect])
  })
})

const NUMBERED: Readonly<Record<(typeof VENDORS)[number], readonly string[]>> = {
  postgres: ['article_status_index_2', 'article_title_unique_2'],
  sqlite: ['article_status_index_2', 'article_title_unique_2'],
  cockroachdb: [],
  mariadb: ['article_author_foreign_2'],
  mysql: ['article_author_foreign_2', 'article_status_values_2'],
  mssql: [
    'article_author_foreign_2',
    'article_rating_default_2',
    'article_status_values_2',
    'article_title_unique_2',
  ],
  oracle: [
    'article_author_foreign_2',
    'article_status_index_2',
    'article_status_values_2',
    'article_title_unique_2',
  ],
}
