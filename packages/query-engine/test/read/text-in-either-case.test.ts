import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { globPattern } from '../../src/dialect/sqlite/glob.js'
import { useFixture } from '../support/fixture.js'

/** Letters with and without a second case, the Kelvin sign among them, and what patterns are made of. */
const text = fc
  .array(fc.constantFrom(...Array.from('aAkK\u212AéÉßiİ19 %_\\*?[]^-')), { maxLength: 6 })
  .map((letters) => letters.join(''))
const needle = text.filter((value) => value !== '')

const dialect = DIALECTS.find(({ name }) => name === 'sqlite')
if (dialect === undefined) throw new Error('SQLite is always there.')

describe('text in either case on sqlite', () => {
  const db = useFixture(dialect, () => ['create table words (id integer primary key, word text)'])

  it.skipIf(dialect.skip)('is found by LIKE as GLOB finds it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(text), { minLength: 1, maxLength: 20 }),
        needle,
        fc.constantFrom(['_icontains', 'anywhere'] as const, ['_iends_with', 'end'] as const),
        async (words, part, [operator, where]) => {
          await sql`delete from words`.execute(db.db)
          const rows = words.map((word, index) => sql`(${index}, ${word})`)
          await sql`insert into words values ${sql.join(rows)}`.execute(db.db)
          const { rows: found } = await sql<{
            id: number
          }>`select id from words where word glob ${globPattern(where, part)} order by id`.execute(
            db.db,
          )
          const filter = { word: { [operator]: part } }
          expect(await db.ids('words', filter)).toEqual(found.map(({ id }) => id))
        },
      ),
      { numRuns: 150 },
    )
  })
})
