import { describe, expect, it } from 'vitest'
import { assembleModel } from './assemble.js'
import type { Catalogue, CatalogueColumn, CatalogueForeignKey } from './catalogue.js'
import { findTable, getTable, UnknownTableError } from './find.js'
import { replaceTables } from './replace-tables.js'
import { hashText } from './version.js'

/** `tables` says for each table its columns, the key first; `links` what points where. */
function catalogue(
  tables: Readonly<Record<string, readonly string[]>>,
  links: readonly (readonly [from: string, columns: string, to: string, name?: string])[] = [],
): Catalogue {
  const place = (id: string): { schema: string; table: string } => {
    const [table = '', schema = 'public'] = id.split('@')
    return { schema, table }
  }
  return {
    dialect: 'postgres',
    defaultSchema: 'public',
    tables: Object.keys(tables).map((id) => ({
      schema: place(id).schema,
      name: place(id).table,
      kind: 'table',
      actions: ['read', 'create', 'update', 'delete'],
      comment: null,
      hasTriggers: false,
      rowEstimate: null,
    })),
    columns: Object.entries(tables).flatMap(([id, names]) =>
      names.map((name) => column(place(id), name)),
    ),
    primaryKeys: Object.entries(tables).map(([id, [key = '']]) => ({
      ...place(id),
      columns: [key],
    })),
    uniques: [],
    foreignKeys: links.map(([from, columns, to, name = `${from}_${columns}_fkey`]) => ({
      ...place(from),
      ...foreignKey(place(to), columns.split(','), name),
    })),
    indexes: [],
    checks: [],
    enums: [],
  }
}

function column(place: { schema: string; table: string }, name: string): CatalogueColumn {
  return {
    ...place,
    name,
    type: 'integer',
    nativeType: 'integer',
    length: null,
    precision: null,
    scale: null,
    elementType: null,
    nullable: true,
    default: null,
    generated: null,
    enum: null,
    actions: ['read', 'create', 'update'],
    comment: null,
  }
}

function foreignKey(
  to: { schema: string; table: string },
  columns: readonly string[],
  name: string,
): Omit<CatalogueForeignKey, 'schema' | 'table'> {
  return {
    name,
    columns,
    targetSchema: to.schema,
    targetTable: to.table,
    targetColumns: columns.map((_, index) => (index === 0 ? 'id' : `id${index + 1}`)),
    onUpdate: 'no action',
    onDelete: 'no action',
  }
}

const names = (of: Catalogue, table: string): readonly string[] =>
  getTable(assembleModel(of), table).relationships.map((each) => each.name)

describe('the names of relationships', () => {
  it('are the column, and the other table on the way back', () => {
    const of = catalogue({ author: ['id'], book: ['id', 'author_id'] }, [
      ['book', 'author_id', 'author'],
    ])
    expect(names(of, 'book')).toEqual(['author_id'])
    expect(names(of, 'author')).toEqual(['book'])
  })

  it('tell several links to one table apart', () => {
    const of = catalogue({ team: ['id'], game: ['id', 'home', 'away'] }, [
      ['game', 'home', 'team'],
      ['game', 'away', 'team'],
    ])
    expect(names(of, 'team')).toEqual(['game_by_away', 'game_by_home'])
  })

  it('tell two links of one column apart', () => {
    const of = catalogue({ a: ['id'], b: ['id'], c: ['id', 'ref'] }, [
      ['c', 'ref', 'b'],
      ['c', 'ref', 'a'],
    ])
    expect(names(of, 'c')).toEqual(['ref', 'ref_b'])
    expect(getTable(assembleModel(of), 'c').relationships[0]?.target).toBe('a')
  })

  it('are the other table for a composite key, or longer where that is taken', () => {
    const pair = { pair: ['id', 'id2'], plain: ['x', 'a', 'b'], taken: ['x', 'a', 'b', 'pair'] }
    const of = catalogue(pair, [
      ['plain', 'a,b', 'pair'],
      ['taken', 'a,b', 'pair'],
    ])
    expect(names(of, 'plain')).toEqual(['pair'])
    expect(names(of, 'taken')).toEqual(['pair_by_a_b'])
  })

  it('never take the name of a column', () => {
    const of = catalogue(
      { author: ['id', 'book', 'book_by_author_id'], book: ['id', 'author_id'] },
      [['book', 'author_id', 'author']],
    )
    expect(names(of, 'author')).toEqual(['book_by_author_id_2'])
  })

  it('tell the schema of a table that is not in the default one', () => {
    const of = catalogue({ t: ['id'], 'x@archive': ['id', 't_id'], archive_x: ['id', 't_id'] }, [
      ['x@archive', 't_id', 't'],
      ['archive_x', 't_id', 't'],
    ])
    expect(names(of, 't')).toEqual(['archive_x', 'archive_x_by_t_id'])
  })

  it('count a key that is declared twice once', () => {
    const of = catalogue({ author: ['id'], book: ['id', 'author_id'] }, [
      ['book', 'author_id', 'author', 'one'],
      ['book', 'author_id', 'author', 'two'],
    ])
    expect(names(of, 'author')).toEqual(['book'])
    expect(names(of, 'book')).toEqual(['author_id'])
  })

  it('work for a table that links to itself', () => {
    const of = catalogue({ employee: ['id', 'boss'] }, [['employee', 'boss', 'employee']])
    expect(names(of, 'employee')).toEqual(['boss', 'employee'])
  })
})

describe('assembleModel', () => {
  const tables = {
    b: ['id', 'a_id', 'other'],
    a: ['id', 'b_id'],
    'a@s': ['id', 'a_id'],
    c: ['x', 'a_id'],
  }
  const links = [
    ['b', 'a_id', 'a'],
    ['b', 'other', 'a'],
    ['a', 'b_id', 'b'],
    ['a@s', 'a_id', 'a'],
    ['c', 'a_id', 'a@s'],
  ] as const

  it('does not depend on the order in which the catalogue answers', () => {
    const { foreignKeys, ...rest } = catalogue(tables, links)
    const model = assembleModel({ ...rest, foreignKeys })
    const turned = assembleModel({
      ...rest,
      tables: rest.tables.toReversed(),
      primaryKeys: rest.primaryKeys.toReversed(),
      foreignKeys: foreignKeys.toReversed(),
    })
    expect(turned).toEqual(model)
    expect(JSON.stringify(turned)).toBe(JSON.stringify(model))
  })

  it('gives another version to another schema, and not to other statistics', () => {
    const of = catalogue(tables, links)
    const { version } = assembleModel(of)
    const counted = of.tables.map((table) => ({ ...table, rowEstimate: 5 }))
    expect(assembleModel({ ...of, tables: counted }).version).toBe(version)
    const renamed = of.columns.map((each) =>
      each.name === 'other' ? { ...each, name: 'that' } : each,
    )
    expect(assembleModel({ ...of, foreignKeys: [], columns: renamed }).version).not.toBe(version)
    const commented = of.tables.map((table) => ({ ...table, comment: 'x' }))
    expect(assembleModel({ ...of, tables: commented }).version).not.toBe(version)
  })

  it('points keys without columns at the primary key, and drops those that lead nowhere', () => {
    const of = catalogue({ a: ['key'], b: ['id', 'a_id'] }, [
      ['b', 'a_id', 'a'],
      ['b', 'a_id', 'gone'],
    ])
    const foreignKeys = of.foreignKeys.map((key) => ({ ...key, targetColumns: [] }))
    const table = getTable(assembleModel({ ...of, foreignKeys }), 'b')
    expect(table.foreignKeys.map((key) => [key.target, key.targetColumns])).toEqual([
      ['a', ['key']],
    ])
  })

  it('takes a unique index for a constraint, unless one says the same already', () => {
    const place = { schema: 'public', table: 'a' }
    const index = (name: string, columns: readonly string[], unique = true) => ({
      ...place,
      name,
      columns,
      unique,
    })
    const { uniques = [] } =
      assembleModel({
        ...catalogue({ a: ['id', 'x', 'y'] }),
        uniques: [{ ...place, name: 'a_x_key', columns: ['x'] }],
        indexes: [
          index('a_pkey', ['id']),
          index('a_x_key', ['x']),
          index('by_y', ['y']),
          index('by_y_again', ['y']),
          index('by_both', ['x', 'y']),
          index('plain', ['y', 'id'], false),
          index('of_an_expression', []),
        ],
      }).tables['a'] ?? {}
    expect(uniques).toEqual([
      { name: 'a_x_key', columns: ['x'] },
      { name: 'by_both', columns: ['x', 'y'] },
      { name: 'by_y', columns: ['y'] },
    ])
  })

  it('keeps names like __proto__ as names', () => {
    const model = assembleModel(catalogue({ __proto: ['id'], constructor: ['__proto__'] }))
    expect(Object.keys(model.tables)).toEqual(['__proto', 'constructor'])
    expect(findTable(model, '__proto__')).toBeUndefined()
    expect(findTable(model, 'toString')).toBeUndefined()
    expect(() => getTable(model, 'toString')).toThrow(UnknownTableError)
  })

  it('makes a model of other tables, with a version of its own', () => {
    const model = assembleModel(catalogue(tables, links))
    const part = replaceTables(model, [getTable(model, 'a')], 'reader')
    expect(Object.keys(part.tables)).toEqual(['a'])
    expect(part.version).toBe(`${model.version}.reader`)
  })
})

describe('hashText', () => {
  it('tells texts apart that differ in one place', () => {
    const text = 'x'.repeat(1_000)
    const hashes = Array.from({ length: 1_000 }, (_, at) =>
      hashText(`${text.slice(0, at)}y${text.slice(at + 1)}`),
    )
    expect(new Set(hashes).size).toBe(1_000)
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/)
    const lanes = [0, 8, 16, 24].map(
      (from) => new Set(hashes.map((each) => each.slice(from, from + 8))),
    )
    for (const lane of lanes) expect(lane.size).toBeGreaterThan(995)
  })
})
