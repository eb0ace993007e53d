import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS } from '@relvar/test-databases'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { connect, getTable, introspect } from '../src/index.js'
import type { SchemaModel } from '../src/model/index.js'
import { scratch } from './matrix.js'

const data = new URL('../../../../shared/data/', import.meta.url)
const file = (name: string): URL => new URL(name, data)
const noSamples = existsSync(data) ? null : '../shared is not there'

/** The scripts make a database of their own, which these tests have already. */
const CHINOOK = [
  {
    dialect: 'postgres',
    script: 'Chinook_PostgreSql.sql',
    track: 'playlist_track',
    key: ['playlist_id', 'track_id'],
  },
  {
    dialect: 'postgres',
    script: 'Chinook_PostgreSql_SerialPKs.sql',
    track: 'playlist_track',
    key: ['playlist_id', 'track_id'],
  },
  {
    dialect: 'mariadb',
    script: 'Chinook_MySql.sql',
    track: 'PlaylistTrack',
    key: ['PlaylistId', 'TrackId'],
  },
] as const

describe.each(CHINOOK)('Chinook from $script on $dialect', ({ dialect, script, track, key }) => {
  const picked = DIALECTS.find(({ name }) => name === dialect)
  const missing = picked === undefined ? `DIALECTS leaves out ${dialect}` : picked.skip

  it('has its eleven tables and their links', skipFor(noSamples ?? missing), async () => {
    if (picked === undefined) return
    await using database = await scratch(
      picked,
      schemaOf(await readFile(file(`chinook/${script}`), 'utf8')),
    )
    expect(summary(await introspect(database.db), track)).toEqual(expected(key))
  })
})

describe('sample files on sqlite', () => {
  it('reads Chinook', skipFor(noSamples), async () => {
    const db = await connect(file('chinook/Chinook_Sqlite.sqlite').href)
    const schema = await introspect(db)
    await db.destroy()
    expect(summary(schema, 'PlaylistTrack')).toEqual(expected(['PlaylistId', 'TrackId']))
  })

  it('reads Northwind, names with spaces and all', skipFor(noSamples), async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relvar-northwind-'))
    const path = join(folder, 'north wind.sqlite')
    const made = new DatabaseSync(path)
    // Each of its thousands of rows would wait for the disk.
    made.exec('pragma synchronous = off')
    made.exec(await readFile(file('northwind/northwind-sqlite.sql'), 'utf8'))
    made.close()
    const db = await connect(`sqlite:${path}`)
    const schema = await introspect(db)
    await db.destroy()
    await rm(folder, { recursive: true })
    expect(getTable(schema, 'Order Details').primaryKey).toEqual(['OrderID', 'ProductID'])
    expect(names(schema, 'Order Details')).toEqual(['OrderID', 'ProductID'])
    expect(names(schema, 'Employees')).toContain('ReportsTo')
    expect(getTable(schema, 'Sales by Category')).toMatchObject({ kind: 'view', actions: ['read'] })
  })
})

function names(schema: SchemaModel, table: string): readonly string[] {
  return getTable(schema, table).relationships.map((each) => each.name)
}

/** The statements of a script that make the schema; the data takes long and is not looked at. */
function schemaOf(script: string): readonly string[] {
  return script
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => /^(?:create (?:table|index)|alter table)/i.test(statement))
}

function summary(schema: SchemaModel, table: string): object {
  const { primaryKey, relationships } = getTable(schema, table)
  return {
    tables: Object.keys(schema.tables).length,
    primaryKey,
    links: relationships.map((each) => [each.name, each.cardinality]),
  }
}

function expected(key: readonly string[]): object {
  return { tables: 11, primaryKey: key, links: key.map((column) => [column, 'many-to-one']) }
}
