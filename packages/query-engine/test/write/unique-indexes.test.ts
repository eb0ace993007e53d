import { describe, expect, it } from 'vitest'
import { SUPPORTED, useFixture } from '../support/fixture.js'

/** `by_code` makes codes unique; the others make nothing unique of all rows and whole columns. */
const PLACES = [
  `create table places (id integer not null primary key, code varchar(10) not null, label varchar(10), floor integer)`,
  `create unique index by_code on places (code)`,
  `insert into places (id, code, label, floor) values (1, 'a', 'one', 1)`,
]
const PARTIAL = [`create unique index by_floor on places (floor) where floor > 10`]
const EXPRESSION = [`create unique index by_label on places (LOWER(label))`]
const MORE: Readonly<Partial<Record<string, readonly string[]>>> = {
  sqlite: [...PARTIAL, ...EXPRESSION],
  postgres: [...PARTIAL, ...EXPRESSION],
  cockroachdb: [...PARTIAL, ...EXPRESSION],
  mssql: PARTIAL,
  oracle: EXPRESSION,
  // The beginning of a text is not the text.
  mariadb: ['create unique index by_label on places (label(3))'],
  mysql: ['create unique index by_label on places (label(3))'],
}

describe.each(SUPPORTED)('upserts by a unique index on $name', (dialect) => {
  const test = it.skipIf(dialect.skip)
  const places = useFixture(dialect, () => [...PLACES, ...(MORE[dialect.name] ?? [])])

  test.each([[['code']], ['by_code']] as const)('take %j for a constraint', async (by) => {
    const answer = await places.session.upsert(
      'places',
      [
        { id: 1, code: 'a', floor: 2 },
        { id: 10 + by.length, code: `new${by.length}` },
      ],
      { by },
    )
    expect(answer.map(({ inserted }) => inserted)).toEqual([false, true])
    expect(await places.facts(`select floor from places where code = 'a'`)).toEqual([[2]])
  })

  test.each([[['floor']], [['label']], ['by_floor'], ['by_label']] as const)(
    'take %j for none',
    async (by) => {
      const write = places.session.upsert('places', [{ id: 9, code: 'z', label: 'x', floor: 20 }], {
        by,
      })
      await expect(write).rejects.toMatchObject({ code: 'INVALID_QUERY' })
    },
  )
})
