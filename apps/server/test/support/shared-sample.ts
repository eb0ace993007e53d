import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  type DialectName,
  type FixtureColumn,
  type FixtureForeignKey,
  type FixtureTable,
  type FixtureType,
  type FixtureValue,
  quoteName,
  tableStatements,
  type TestDatabase,
  type TestDialect,
} from '@relvar/test-databases'

/** Sample databases that lie beside the repository where the project is developed. */
type SampleName = 'chinook' | 'northwind'

const SAMPLES: Readonly<Record<SampleName, string>> = {
  chinook: 'chinook/Chinook_Sqlite.sqlite',
  northwind: 'northwind/northwind-sqlite.sql',
}

function pathOf(name: SampleName): string {
  return join(import.meta.dirname, '../../../../../shared/data', SAMPLES[name])
}

/** Why a sample is not here; null where it is. */
export function missingSample(name: SampleName): string | null {
  return existsSync(pathOf(name)) ? null : '../shared is not there'
}

/** A sample database with its names, keys and links, in a database of its own. */
export async function sharedSample(name: SampleName, dialect: TestDialect): Promise<TestDatabase> {
  using sample = openSample(name)
  const tables = sample
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite%'`)
    .all()
    .map((row) => tableOf(sample, String(row['name'])))
  const database = await dialect.createDatabase()
  const { name: vendor } = dialect
  // Tables come in no order: SQLite does not look while it is told not to, elsewhere links come last.
  const isFile = vendor === 'sqlite'
  await database.execute([
    ...(isFile ? ['pragma foreign_keys = off'] : []),
    ...tables.flatMap(({ foreignKeys, ...table }) =>
      tableStatements(vendor, isFile ? { ...table, foreignKeys } : table),
    ),
    ...(isFile ? [] : tables.flatMap((table) => linksOf(vendor, table))),
  ])
  return database
}

function linksOf(vendor: DialectName, { name, foreignKeys }: SampleTable): readonly string[] {
  const quote = (each = ''): string => quoteName(vendor, each)
  return foreignKeys.map(
    ({ columns, target, targetColumns }) =>
      `alter table ${quote(name)} add foreign key (${quote(columns[0])}) references ${quote(target)} (${quote(targetColumns?.[0])})`,
  )
}

function openSample(name: SampleName): DatabaseSync {
  if (name === 'chinook') return new DatabaseSync(pathOf(name), { readOnly: true })
  const database = new DatabaseSync(':memory:')
  database.exec(readFileSync(pathOf(name), 'utf8'))
  return database
}

type SampleTable = FixtureTable & { readonly foreignKeys: readonly FixtureForeignKey[] }

function tableOf(sample: DatabaseSync, name: string): SampleTable {
  const rowsOf = (sql: string): readonly Record<string, unknown>[] => sample.prepare(sql).all()
  const foreignKeys = rowsOf(`pragma foreign_key_list("${name}")`).map((row) => ({
    columns: [String(row['from'])],
    target: String(row['table']),
    targetColumns: [String(row['to'])],
  }))
  const told = rowsOf(`pragma table_info("${name}")`)
  const primaryKey = told
    .filter((row) => row['pk'] !== 0)
    .toSorted((left, right) => Number(left['pk']) - Number(right['pk']))
    .map((row) => String(row['name']))
  const names = new Set([...primaryKey, ...foreignKeys.flatMap(({ columns }) => columns)])
  const columns = Object.fromEntries(
    told.map((row): readonly [string, FixtureColumn] => {
      const column = String(row['name'])
      const type = typeOf(String(row['type']).toUpperCase(), names.has(column))
      return [
        column,
        row['notnull'] === 1 || primaryKey.includes(column) ? { type } : { type, nullable: true },
      ]
    }),
  )
  const rows = rowsOf(`select * from "${name}"`).map((row) =>
    Object.values(row).map((value) =>
      value instanceof Uint8Array ? null : (value as FixtureValue),
    ),
  )
  return { name, columns, primaryKey, rows, foreignKeys }
}

/** MariaDB's keys are of no long texts, and its timestamps begin in 1970. */
function typeOf(type: string, isInKey: boolean): FixtureType {
  if (type.includes('INT')) return 'integer'
  if (type === 'REAL') return 'float'
  if (type.startsWith('NUMERIC')) return 'decimal(12,4)'
  if (type.includes('DATE')) return 'varchar(40)'
  return isInKey ? 'varchar(100)' : 'text'
}
