import { DIALECTS } from '@relvar/test-databases'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import type { SchemaChange } from '../../src/index.js'
import { alike } from './alike.js'
import { Dice, randomChanges } from './random-changes.js'
import { openWorkshop, type Workshop } from './support.js'

const RUNS = Number(process.env['CHANGE_RUNS'] ?? 4)
const numbers = fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 120 })

/** One row in every table that takes one; what it says of itself is found again by `mark`. */
async function fill(place: Workshop, { tables }: SchemaModel): Promise<void> {
  for (const table of Object.values(tables)) {
    const text = markedColumn(table)
    if (text === undefined || table.columns.some(isInTheWay(text))) continue
    await sql`insert into ${sql.id(table.name)} (${sql.id(text)}) values ('kept')`.execute(place.db)
  }
}

/** A text that no change of a type, and no key, touches. */
function markedColumn(table: Table): string | undefined {
  return table.columns.find(({ name }) => /^(?:a|name|text)$/.test(name) && isFree(table, name))
    ?.name
}

function isFree({ primaryKey, foreignKeys, columns }: Table, name: string): boolean {
  const column = columns.find((each) => each.name === name)
  const isText = column?.type === 'text' || column?.type === 'string'
  return (
    isText && !primaryKey.includes(name) && foreignKeys.every((key) => !key.columns.includes(name))
  )
}

function isInTheWay(text: string): (column: Table['columns'][number]) => boolean {
  return ({ name, nullable, default: value, generated }) =>
    name !== text && !nullable && value === null && generated === null
}

async function countKept(
  place: Workshop,
  { tables }: SchemaModel,
): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>()
  for (const table of Object.values(tables)) {
    const rows = await place.rows(table.name, table.primaryKey[0] ?? '')
    const found = rows.map((row) => Object.values(row).filter((value) => value === 'kept').length)
    kept.set(table.name, found.join())
  }
  return kept
}

function touches(changes: readonly SchemaChange[], table: string): boolean {
  return changes.some(
    (change) =>
      change.kind === 'rename-table' ||
      ('table' in change && change.table === table && change.kind === 'drop-column'),
  )
}

describe.each(DIALECTS)('random changes on $name', (dialect) => {
  it.skipIf(dialect.skip)(
    'make the schema that they are said to make, and keep rows',
    async () => {
      await fc.assert(
        fc.asyncProperty(numbers, async (given) => {
          await using place = await openWorkshop(dialect)
          const dice = new Dice(given)
          for (let round = 0; round < 4; round++) {
            const before = await place.model()
            const changes = randomChanges(dice, before, 5)
            if (round === 1) await fill(place, before)
            const rows = await countKept(place, before)
            const expected = await attempt(place, before, changes)
            const after = await place.model()
            expect(alike(after), JSON.stringify(changes)).toEqual(alike(expected))
            const left = [...(await countKept(place, after))].filter(
              ([table]) => rows.has(table) && !touches(changes, table),
            )
            expect(left).toEqual(left.map(([table]) => [table, rows.get(table)]))
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
    120_000,
  )

  it.skipIf(dialect.skip)(
    'leave nothing behind where the last of them fails',
    async () => {
      await fc.assert(
        fc.asyncProperty(numbers, async (given) => {
          await using place = await openWorkshop(dialect)
          const dice = new Dice(given)
          const empty = await place.model()
          await attempt(place, empty, randomChanges(dice, empty, 3))
          await place.change([REPEATED])
          await place.execute(
            [1, 2].map((id) => `insert into repeated (id, v) values (${id}, 'x')`),
          )
          const before = await place.model()
          const changes = randomChanges(
            dice,
            before,
            4,
            (change) =>
              change.kind !== 'drop-table' &&
              change.kind !== 'drop-column' &&
              !aboutRepeated(change),
          )
          const unique = {
            kind: 'add-unique',
            table: 'repeated',
            unique: { columns: ['v'] },
          } as const
          await expect(place.change([...changes, unique])).rejects.toMatchObject({
            code: 'RECORD_NOT_UNIQUE',
          })
          expect(alike(await place.model()), JSON.stringify(changes)).toEqual(alike(before))
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
    120_000,
  )
})

const REPEATED: SchemaChange = {
  kind: 'create-table',
  table: {
    name: 'repeated',
    columns: [
      { name: 'id', type: 'integer' },
      { name: 'v', type: 'string', length: 10 },
    ],
    primaryKey: ['id'],
  },
}

function aboutRepeated(change: SchemaChange): boolean {
  return 'table' in change && change.table === 'repeated'
}

/** The model that has to come of it: the one before where rows were in the way. */
async function attempt(
  place: Workshop,
  before: SchemaModel,
  changes: readonly SchemaChange[],
): Promise<SchemaModel> {
  try {
    return (await place.change(changes)).after
  } catch (error) {
    // NULLs, values that are there twice, and a type that they do not fit.
    const { code = '' } = error as { readonly code?: string }
    if (['CONTAINS_NULL_VALUES', 'RECORD_NOT_UNIQUE', 'VALUE_TOO_LONG'].includes(code))
      return before
    throw error
  }
}
