import { type DialectName, type FixtureTable, tableStatements } from '@relvar/test-databases'
import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** Characters of a name at the most; 200 where the vendor has no limit that anybody meets. */
const LENGTHS: Readonly<Record<DialectName, number>> = {
  sqlite: 200,
  postgres: 63,
  mariadb: 64,
  mysql: 64,
  mssql: 128,
  oracle: 128,
  cockroachdb: 200,
}

/** Which names may differ in nothing but the case of a letter. */
const CASES: Readonly<
  Record<DialectName, { readonly tables: boolean; readonly columns: boolean }>
> = {
  sqlite: { tables: false, columns: false },
  postgres: { tables: true, columns: true },
  // Tables are files, and those of Linux know the case.
  mariadb: { tables: true, columns: false },
  mysql: { tables: true, columns: false },
  mssql: { tables: false, columns: false },
  oracle: { tables: true, columns: true },
  cockroachdb: { tables: true, columns: true },
}

/** Whether names may differ in the form of their letters alone: SQL Server compares them as Windows does. */
const takesForms = (dialect: DialectName): boolean => dialect !== 'mssql'

const COMPOSED = 'caf\u00e9'
const DECOMPOSED = 'cafe\u0301'

/** As long as names can be, and no two of them alike before the last character. */
function longNames(dialect: DialectName) {
  const of = (stem: string): string => stem.padEnd(LENGTHS[dialect], 'x')
  // MariaDB names a foreign key after its table, with up to eight characters more.
  const child = of('c').slice(0, -8)
  return { parent: of('p'), child, moment: of('m'), link: of('l'), json: of('j') }
}

const word = 'varchar(20)'

function tables(dialect: DialectName): readonly FixtureTable[] {
  const { parent, child, moment, link, json } = longNames(dialect)
  const cases = CASES[dialect]
  const cased: FixtureTable[] = [
    {
      name: 'cased',
      columns: { id: 'integer', value: word, ...(cases.columns && { VALUE: word, Value: word }) },
      primaryKey: ['id'],
      rows: [cases.columns ? [1, 'lower', 'upper', 'mixed'] : [1, 'lower']],
    },
    { name: 'CASED', columns: { id: 'integer' }, primaryKey: ['id'], rows: [[2]] },
  ]
  const forms: FixtureTable[] = [
    {
      name: COMPOSED,
      columns: { id: 'integer', [COMPOSED]: word, [DECOMPOSED]: word },
      primaryKey: ['id'],
      rows: [[1, 'one letter', 'two letters']],
    },
    { name: DECOMPOSED, columns: { id: 'integer' }, primaryKey: ['id'], rows: [[2]] },
  ]
  return [
    {
      name: parent,
      columns: { id: 'integer', [moment]: 'timestamp', [json]: 'json' },
      primaryKey: ['id'],
      rows: [[1, '2024-05-06 07:08:09', '{"a":{"b":5}}']],
    },
    {
      name: child,
      columns: { id: 'integer', [link]: { type: 'integer', nullable: true } },
      primaryKey: ['id'],
      foreignKeys: [{ columns: [link], target: parent }],
      rows: [
        [1, 1],
        [2, null],
      ],
    },
    ...(takesForms(dialect) ? forms : []),
    ...(cases.tables ? cased : cased.slice(0, 1)),
  ]
}

describe.each(SUPPORTED)('names that are hard to tell apart on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const names = longNames(dialect.name)
  const { parent, child, moment, link, json } = names
  const shop = useFixture(dialect, (name) =>
    tables(name).flatMap((table) => tableStatements(name, table)),
  )

  test('are kept whole, as long as the vendor lets them be', async () => {
    expect(await shop.read(child, { fields: ['id', { [link]: ['id', moment] }] })).toEqual([
      { id: 1, [link]: { id: 1, [moment]: '2024-05-06T07:08:09.000Z' } },
      { id: 2, [link]: null },
    ])
    expect(
      await shop.list(child, 'id', { filter: { [link]: { [moment]: { _nnull: true } } } }),
    ).toEqual([1])
    expect(await shop.list(child, 'id', { sort: [`-${link}`] })).toEqual([2, 1])
  })

  test('make keys of functions that are longer than any name', async () => {
    const fields = [`year(${moment})`, `json(${json}, a.b)`]
    const answer = { [`${moment}_year`]: '2024', [`${json}_a_b_json`]: 5 }
    expect(await shop.read(parent, { fields })).toEqual([answer])
    expect(await shop.read(child, { fields: [{ [link]: fields }], limit: 1 })).toEqual([
      { [link]: answer },
    ])
    const [back] = shop.schema.tables[parent]?.relationships ?? []
    const list = back?.name ?? ''
    expect(
      await shop.read(parent, {
        fields: [{ [list]: ['id', { [link]: fields }] }, `count(${list})`],
      }),
    ).toEqual([{ [list]: [{ id: 1, [link]: answer }], [`${list}_count`]: '1' }])
    expect(
      await shop.read(parent, { groupBy: [`year(${moment})`], aggregate: { count: [moment] } }),
    ).toEqual([{ [`${moment}_year`]: '2024', count: { [moment]: '1' } }])
  })

  test('make keys of answers to writes', async () => {
    const fields = ['id', `year(${moment})`]
    const created = await shop.session.createJson(
      parent,
      [{ id: 2, [moment]: '2025-01-01T00:00:00Z', [json]: {} }],
      { fields },
    )
    expect(JSON.parse(created ?? '')).toEqual([{ id: 2, [`${moment}_year`]: '2025' }])
    const changed = await shop.session.updateJson(
      parent,
      { keys: [2] },
      { [moment]: '2026-01-01T00:00:00Z' },
      { fields },
    )
    expect(JSON.parse(changed ?? '')).toEqual([{ id: 2, [`${moment}_year`]: '2026' }])
    await shop.session.delete(parent, { keys: [2] })
  })

  test('are walked by cursors', async () => {
    const query = { fields: [`year(${moment})`], sort: [moment], limit: 1 }
    const { data, meta } = await shop.page(parent, query, { meta: ['cursors', 'total_count'] })
    expect(data).toEqual([{ [`${moment}_year`]: '2024' }])
    expect(meta).toEqual({ total_count: 1, cursors: { next: null, previous: null } })
  })

  test('are letters in one form or another', async ({ skip }) => {
    skip(!takesForms(dialect.name), 'SQL Server takes both forms for one name')
    expect(await shop.read(COMPOSED)).toEqual([
      { id: 1, [COMPOSED]: 'one letter', [DECOMPOSED]: 'two letters' },
    ])
    expect(await shop.list(DECOMPOSED, 'id')).toEqual([2])
    const filter = { [DECOMPOSED]: 'two letters', [COMPOSED]: 'one letter' }
    expect(await shop.list(COMPOSED, 'id', { filter, sort: [DECOMPOSED] })).toEqual([1])
    await shop.session.update(COMPOSED, { keys: [1] }, { [DECOMPOSED]: 'changed' })
    expect(await shop.read(COMPOSED, { fields: [COMPOSED, DECOMPOSED] })).toEqual([
      { [COMPOSED]: 'one letter', [DECOMPOSED]: 'changed' },
    ])
  })

  test('differ in the case of their letters', async () => {
    const cases = CASES[dialect.name]
    const values = cases.columns ? { VALUE: 'upper', Value: 'mixed' } : {}
    expect(await shop.read('cased')).toEqual([{ id: 1, value: 'lower', ...values }])
    if (cases.tables) expect(await shop.list('CASED', 'id')).toEqual([2])
    else await expect(shop.session.read('CASED')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const other = shop.session.read('cased', { fields: ['VALUE'] })
    if (cases.columns) expect(await other).toEqual([{ VALUE: 'upper' }])
    else await expect(other).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
