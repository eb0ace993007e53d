import { init, validate } from '@guanmingchiu/sqlparser-ts'
import { OracleAdapter, OracleIntrospector, OracleQueryCompiler } from '@relvar/kysely-oracle'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  DummyDriver,
  Kysely,
  MssqlAdapter,
  MssqlIntrospector,
  MssqlQueryCompiler,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { assembleModel } from '../../src/model/assemble.js'
import { withCheckValues } from '../../src/introspect/columns-from-checks.js'
import { catalogueReader } from '../../src/introspect/introspect.js'
import type { IntrospectOptions } from '../../src/introspect/options.js'
import type { DialectName, SchemaModel } from '../../src/model/index.js'

/**
 * Rows as the vendor's documentation describes its catalogue, by the view that a query reads
 * first. A server may know better: the tests in `catalogue.test.ts` ask one where there is one.
 */
export type RecordedRows = Readonly<Record<string, readonly RecordedRow[]>>
export type RecordedRow = Readonly<Record<string, unknown>>

type Vendor = Exclude<DialectName, 'sqlite' | 'postgres' | 'mariadb'>
type Parts = Pick<Dialect, 'createAdapter' | 'createIntrospector' | 'createQueryCompiler'>

const POSTGRES: Parts = {
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const PARTS: Readonly<Record<Vendor, Parts>> = {
  cockroachdb: POSTGRES,
  mysql: {
    createAdapter: () => new MysqlAdapter(),
    createIntrospector: (db) => new MysqlIntrospector(db),
    createQueryCompiler: () => new MysqlQueryCompiler(),
  },
  mssql: {
    createAdapter: () => new MssqlAdapter(),
    createIntrospector: (db) => new MssqlIntrospector(db),
    createQueryCompiler: () => new MssqlQueryCompiler(),
  },
  oracle: {
    createAdapter: () => new OracleAdapter(),
    createIntrospector: (db) => new OracleIntrospector(db),
    createQueryCompiler: () => new OracleQueryCompiler(),
  },
}

/** What the reader of a vendor makes of recorded rows. */
export async function readRecorded(
  vendor: Vendor,
  rows: RecordedRows,
  options: IntrospectOptions = {},
): Promise<SchemaModel> {
  const { db } = recordedDatabase(vendor, rows)
  const catalogue = await catalogueReader(vendor).read(db, vendor, options)
  return assembleModel(withCheckValues(catalogue))
}

/** Every statement that a vendor's reader sends. */
export async function sentStatements(vendor: Vendor): Promise<readonly string[]> {
  const { db, sent } = recordedDatabase(vendor, {})
  const reader = catalogueReader(vendor)
  for (const options of [{}, { schemas: ['a', 'b'] }, { schemas: [] }]) {
    await reader.read(db, vendor, options)
    await reader.fingerprint(db, options)
  }
  return sent
}

/** What a grammar of the vendor's SQL says against a statement; null where it is well-formed. */
export async function grammarProblem(vendor: Vendor, statement: string): Promise<string | null> {
  await init()
  const grammar = vendor === 'cockroachdb' ? 'postgresql' : vendor
  try {
    validate(statement, grammar)
    return null
  } catch (error) {
    return `${String(error)} in ${statement}`
  }
}

interface Recorded {
  // oxlint-disable-next-line typescript/no-explicit-any -- as `AnyDatabase`
  readonly db: Kysely<any>
  readonly sent: readonly string[]
}

function recordedDatabase(vendor: Vendor, rows: RecordedRows): Recorded {
  const sent: string[] = []
  const answer = (sql: string): readonly RecordedRow[] => {
    sent.push(sql)
    const [view = ''] = Object.keys(rows).filter((name) => sql.includes(name))
    return rows[view] ?? []
  }
  const dialect = { ...PARTS[vendor], createDriver: () => new RecordedDriver(answer) }
  return { db: new Kysely({ dialect }), sent }
}

class RecordedDriver extends DummyDriver implements Driver {
  readonly #answer: (sql: string) => readonly unknown[]

  constructor(answer: (sql: string) => readonly unknown[]) {
    super()
    this.#answer = answer
  }

  override acquireConnection(): Promise<DatabaseConnection> {
    const answer = this.#answer
    return Promise.resolve({
      executeQuery: <R>({ sql }: CompiledQuery): Promise<QueryResult<R>> =>
        Promise.resolve({ rows: [...answer(sql)] as R[] }),
      streamQuery(): never {
        throw new Error('The catalogue is not streamed.')
      },
    })
  }
}
