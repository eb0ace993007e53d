import { DIALECTS, spellValue, type TestDatabase, type TestDialect } from '@relvar/test-databases'
import { sampleShopRows } from '../../src/sample/rows.js'
import type { SampleTable, SampleValue } from '../../src/sample/table.js'
import { type SampleDialect, sampleShopTables } from '../../src/sample/tables.js'

/** Databases, other than a file, that the sample shop can lie in. */
type ShopServer = Exclude<SampleDialect, 'sqlite'>

const AT_ONCE = 500

/** The vendor that journeys run on: what `SAMPLE_SHOP` names, else this one, or the first that is picked without it. */
export function journeyDialect(otherwise: SampleDialect): TestDialect {
  const wanted = process.env['SAMPLE_SHOP'] ?? otherwise
  const dialect = DIALECTS.find(({ name }) => name === wanted) ?? DIALECTS[0]
  if (dialect === undefined) throw new Error('DIALECTS picks no database.')
  return dialect
}

/**
 * The sample shop in a database of its own on a server of the matrix.
 *
 * @throws Error where there is no such server
 */
export async function sampleShopOn(vendor: string): Promise<TestDatabase> {
  const dialect = DIALECTS.find(({ name }) => name === vendor)
  if (dialect === undefined || dialect.skip !== null || !isShopServer(vendor))
    throw new Error(`The sample shop cannot lie on ${vendor}: ${dialect?.skip ?? 'it is left out'}`)
  const database = await dialect.createDatabase()
  const { tables, indexes } = sampleShopTables(vendor)
  const shop = sampleShopRows()
  await database.execute([
    ...tables,
    ...shop.flatMap((table) => insertsOf(vendor, table)),
    ...indexes,
    // PostgreSQL counts keys apart from the rows.
    ...(vendor === 'postgres' ? shop.filter(isNumbered).map(({ name }) => countOn(name)) : []),
  ])
  return database
}

function isShopServer(name: string): name is ShopServer {
  return name === 'postgres' || name === 'mariadb'
}

function insertsOf(vendor: ShopServer, { name, rows }: SampleTable): readonly string[] {
  const columns = Object.keys(rows[0] ?? {})
  const starts = Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, at) => at * AT_ONCE)
  return starts.map((start) => {
    const values = rows
      .slice(start, start + AT_ONCE)
      .map((row) => `(${columns.map((column) => spelled(vendor, row[column] ?? null)).join()})`)
    return `insert into ${name} (${columns.join()}) values ${values.join()}`
  })
}

function spelled(vendor: ShopServer, value: SampleValue): string {
  return spellValue(vendor, 'text', value)
}

function isNumbered({ rows }: SampleTable): boolean {
  return Object.hasOwn(rows[0] ?? {}, 'id')
}

function countOn(table: string): string {
  return `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`
}
