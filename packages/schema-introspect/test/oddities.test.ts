import { odditiesFixture } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { getTable, introspect, type SchemaModel } from '../src/index.js'
import { findColumn, type Relationship, type Table } from '../src/model/index.js'
import { scratch, SUPPORTED } from './matrix.js'

describe.each(SUPPORTED)('the schema of odd tables on $name', (dialect) => {
  const { name, skip } = dialect
  const read = async (): Promise<SchemaModel> => {
    await using database = await scratch(dialect, odditiesFixture(name))
    return await introspect(database.db)
  }
  let reading: Promise<SchemaModel> | undefined
  const schema = (): Promise<SchemaModel> => (reading ??= read())
  const table = async (id: string): Promise<Table> => getTable(await schema(), id)

  it.skipIf(skip)('reads primary keys in key order', async () => {
    expect((await table('regions')).primaryKey).toEqual(['code', 'country'])
    expect((await table('rivalries')).primaryKey).toEqual(['team_id', 'rival_id'])
    expect((await table('no_key')).primaryKey).toEqual([])
  })

  it.skipIf(skip)('keeps the columns in their order', async () => {
    const names = (await table('order')).columns.map((column) => column.name)
    expect(names).toEqual(['key', 'group', 'select', 'from', 'where', 'user', 'limit'])
  })

  it.skipIf(skip)('allows reading only where there is no key', async () => {
    expect((await table('no_key')).actions).toEqual(['read'])
    expect((await table('student_courses_wished')).actions).toEqual(['read'])
    expect((await table('regions')).actions).toEqual(['read', 'create', 'update', 'delete'])
    expect((await table('team_wins')).actions).toEqual(['read'])
  })

  it.skipIf(skip)('follows a composite foreign key in both directions', async () => {
    expect(link(await table('branches'), 'regions')).toMatchObject({
      cardinality: 'many-to-one',
      columns: [
        ['region_code', 'code'],
        ['region_country', 'country'],
      ],
    })
    expect(link(await table('regions'), 'branches')).toMatchObject({
      cardinality: 'one-to-many',
      columns: [
        ['code', 'region_code'],
        ['country', 'region_country'],
      ],
    })
  })

  it.skipIf(skip)('follows a foreign key to columns that are not the primary key', async () => {
    expect(link(await table('cities'), 'country_iso').columns).toEqual([['country_iso', 'iso']])
    expect(link(await table('countries'), 'cities').columns).toEqual([['iso', 'country_iso']])
  })

  it.skipIf(skip)('tells several links to one table apart', async () => {
    const names = (await table('teams')).relationships
      .filter((each) => each.target === 'matches' || each.target === 'rivalries')
      .map((each) => each.name)
    expect(names).toEqual([
      'matches_by_away_team_id',
      'matches_by_home_team_id',
      'matches_by_winner',
      'rivalries_by_rival_id',
      'rivalries_by_team_id',
    ])
  })

  it.skipIf(skip)('follows a table that links to itself', async () => {
    const mixed = await table('MixedCase')
    expect(link(mixed, 'ParentId')).toMatchObject({
      target: 'MixedCase',
      columns: [['ParentId', 'Id']],
    })
    expect(link(mixed, 'MixedCase')).toMatchObject({
      target: 'MixedCase',
      columns: [['Id', 'ParentId']],
    })
  })

  it.skipIf(skip)('goes through junctions, with and without a key of their own', async () => {
    expect(link(await table('students'), 'enrolments').target).toBe('enrolments')
    expect(link(await table('enrolments'), 'course_id').target).toBe('courses')
    expect(link(await table('students'), 'student_courses_wished').columns).toEqual([
      ['id', 'student_id'],
    ])
  })

  it.skipIf(skip)('keeps every name as it is', async () => {
    expect((await table('odd names')).columns.map((column) => column.name)).toEqual([
      'the id',
      'with "quotes"',
      "it's",
      'with.dot',
      'with`tick',
      'with]bracket',
      'back\\slash',
      'per%cent_',
      'Größe',
      '2nd',
      '$dollar',
      'count(x)',
      'question?',
      'toString',
    ])
    expect(link(await table('dotted.name'), 'odd name').target).toBe('odd names')
  })

  it.skipIf(skip)('reads the values of enums and of checks', async () => {
    const { enums } = await schema()
    const enumerated = await table('enumerated')
    const values = (column: string): readonly string[] | undefined =>
      enums[findColumn(enumerated, column)?.enum ?? '']?.values
    expect(values('mood')).toEqual(['sad', 'ok', 'very happy', "it's fine"])
    expect(values('size')).toEqual(['S', 'M', 'L'])
    expect(values('stars')).toBeUndefined()
  })

  it.skipIf(skip)('reads defaults as literals where they are', async () => {
    const defaults = await table('with_defaults')
    const of = (column: string): unknown => findColumn(defaults, column)?.default
    expect(of('status')).toEqual({ kind: 'literal', value: "it's new" })
    expect(of('amount')).toEqual({ kind: 'literal', value: 1.5 })
    expect(of('made_at')).toMatchObject({ kind: 'expression' })
    expect(of('note')).toBeNull()
    expect(findColumn(await table('order'), 'where')?.default).toEqual({
      kind: 'literal',
      value: false,
    })
  })

  it.skipIf(skip)('says what the database fills by itself', async () => {
    const generated = await table('generated_columns')
    expect(findColumn(generated, 'id')?.generated).toBe('identity')
    expect(findColumn(generated, 'stored_area')).toMatchObject({
      generated: 'stored',
      expression: expect.stringMatching(/^\W*width\W+\*\W+height\W*$/),
      actions: ['read'],
    })
    expect(findColumn(generated, 'width')).toMatchObject({ generated: null, nullable: false })
  })

  it.skipIf(skip)('reads unique constraints, foreign key actions and sizes', async () => {
    const enrolments = await table('enrolments')
    expect(enrolments.uniques.map((unique) => unique.columns)).toEqual([
      ['student_id', 'course_id'],
    ])
    expect(enrolments.foreignKeys.map((key) => key.onDelete)).toEqual(['cascade', 'cascade'])
    expect(findColumn(enrolments, 'grade')).toMatchObject({
      type: 'decimal',
      precision: 3,
      scale: 1,
    })
    expect(findColumn(await table('teams'), 'name')).toMatchObject({ type: 'string', length: 40 })
  })

  it.skipIf(skip)('gives the same version whenever it reads the same schema', async () => {
    await using database = await scratch(dialect, odditiesFixture(name))
    const first = await introspect(database.db)
    expect((await introspect(database.db)).version).toBe(first.version)
    await database.execute('create index by_name on teams (name)')
    expect((await introspect(database.db)).version).not.toBe(first.version)
  })

  it.skipIf(skip)('leaves out what it is told to', async () => {
    await using database = await scratch(dialect, odditiesFixture(name))
    const schema = await introspect(database.db, { exclude: ['teams', 'no_key'] })
    expect(Object.keys(schema.tables)).not.toContain('teams')
    expect(getTable(schema, 'matches').relationships).toEqual([])
  })

  it.skipIf(skip)('survives JSON', async () => {
    const model = await schema()
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })
})

describe.each(SUPPORTED)('dangerous names on $name', (dialect) => {
  const quote = (name: string): string =>
    dialect.name === 'mariadb' || dialect.name === 'mysql' ? `\`${name}\`` : `"${name}"`

  it.skipIf(dialect.skip)('are tables and columns like any other', async () => {
    const names = ['__proto__', 'constructor', 'toString']
    await using database = await scratch(
      dialect,
      names.map(
        (name) =>
          `create table ${quote(name)} (id integer primary key, ${quote('__proto__')} integer)`,
      ),
    )
    const schema = await introspect(database.db)
    expect(Object.keys(schema.tables).sort()).toEqual(names.sort())
    expect(getTable(schema, '__proto__').columns.map((column) => column.name)).toEqual([
      'id',
      '__proto__',
    ])
    expect(() => getTable(schema, 'hasOwnProperty')).toThrow('no table "hasOwnProperty"')
  })
})

function link(table: Table, name: string): Relationship {
  const found = table.relationships.find((each) => each.name === name)
  if (found === undefined) throw new Error(`${table.id} has no relationship ${name}`)
  return found
}
