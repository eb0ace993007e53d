import {
  applyOverlay,
  assembleModel,
  type CatalogueColumn,
  type ColumnType,
  type DialectName,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import { OracleAdapter, OracleQueryCompiler } from '@relvar/kysely-oracle'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  MssqlAdapter,
  MssqlQueryCompiler,
  MysqlAdapter,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresQueryCompiler,
  type RawBuilder,
  SqliteAdapter,
  SqliteQueryCompiler,
  type Dialect,
} from 'kysely'
import {
  type Actor,
  allowAll,
  anonymous,
  createEngine,
  createHooks,
  type HookRegistry,
  type Policy,
  type ReadOptions,
  type ReadQuery,
  type Session,
} from '../../src/index.js'
import { writeCursor } from '../../src/query/cursor.js'
import { THEN } from './expect-statements.js'

const SCHEMAS = {
  sqlite: 'main',
  postgres: 'public',
  mariadb: 'shop',
  mysql: 'shop',
  mssql: 'dbo',
  oracle: 'SHOP',
  cockroachdb: 'public',
} as const satisfies Record<DialectName, string>

const NAMES = Object.keys(SCHEMAS) as readonly DialectName[]

const postgres: Pick<Dialect, 'createAdapter' | 'createQueryCompiler'> = {
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const mysql: typeof postgres = {
  createAdapter: () => new MysqlAdapter(),
  createQueryCompiler: () => new MysqlQueryCompiler(),
}

const DIALECTS: Readonly<Record<DialectName, typeof postgres>> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgres,
  cockroachdb: postgres,
  mariadb: mysql,
  mysql,
  mssql: {
    createAdapter: () => new MssqlAdapter(),
    createQueryCompiler: () => new MssqlQueryCompiler(),
  },
  oracle: {
    createAdapter: () => new OracleAdapter(),
    createQueryCompiler: () => new OracleQueryCompiler(),
  },
}

type Columns = Readonly<Record<string, readonly [type: ColumnType, nativeType: string]>>

const TABLES: Readonly<Record<string, Columns>> = {
  author: { id: ['integer', 'integer'], name: ['string', 'varchar(40)'] },
  article: {
    id: ['integer', 'integer'],
    title: ['string', 'varchar(80)'],
    author_id: ['integer', 'integer'],
    price: ['decimal', 'numeric(10,2)'],
    made: ['timestamp', 'timestamp'],
    meta: ['json', 'json'],
  },
  block: {
    id: ['integer', 'integer'],
    item: ['string', 'varchar(40)'],
    collection: ['string', 'varchar(40)'],
  },
  place: {
    id: ['integer', 'integer'],
    area: ['geometry', 'geometry'],
    spot: ['geometry', 'geography'],
  },
  // Columns that are read as something else than they are.
  notice: {
    id: ['integer', 'integer'],
    shown: ['integer', 'integer'],
    local: ['dateTime', 'datetime'],
    moment: ['timestamp', 'timestamp'],
    facts: ['text', 'text'],
  },
  // A key of two columns, and none that the database numbers.
  stock: {
    shop: ['integer', 'integer'],
    sku: ['string', 'varchar(40)'],
    amount: ['integer', 'integer'],
  },
}

/** What these call the types; the others take the names above. */
const NATIVE: Readonly<Partial<Record<DialectName, Readonly<Record<string, string>>>>> = {
  postgres: { datetime: 'timestamp without time zone' },
  cockroachdb: { datetime: 'timestamp without time zone' },
  mssql: {
    integer: 'int',
    'varchar(40)': 'nvarchar(40)',
    'varchar(80)': 'nvarchar(80)',
    'numeric(10,2)': 'decimal(10,2)',
    timestamp: 'datetimeoffset(3)',
    datetime: 'datetime2(3)',
    text: 'nvarchar(max)',
    json: 'nvarchar(max)',
  },
  oracle: {
    integer: 'number(10)',
    'varchar(40)': 'varchar2(40 char)',
    'varchar(80)': 'varchar2(80 char)',
    'numeric(10,2)': 'number(10,2)',
    timestamp: 'timestamp(3) with time zone',
    datetime: 'timestamp(3)',
    text: 'clob',
    json: 'clob',
  },
}

const STOCK_KEY = ['shop', 'sku']

function column(
  dialect: DialectName,
  table: string,
  name: string,
  [type, nativeType]: Columns[string],
): CatalogueColumn {
  const isNumber = name === 'id'
  const isKey = isNumber || (table === 'stock' && STOCK_KEY.includes(name))
  return {
    schema: SCHEMAS[dialect],
    table,
    name,
    type,
    nativeType: NATIVE[dialect]?.[nativeType] ?? nativeType,
    length: null,
    precision: type === 'decimal' ? 10 : null,
    scale: type === 'decimal' ? 2 : null,
    elementType: null,
    nullable: !isKey,
    default: null,
    generated: isNumber ? 'identity' : null,
    enum: null,
    actions: ['read', 'create', 'update'],
    comment: null,
  }
}

/** Articles by authors, and blocks that hold the key of one or the other. */
export function modelOf(dialect: DialectName): SchemaModel {
  const schema = SCHEMAS[dialect]
  const names = Object.keys(TABLES)
  const model = assembleModel({
    dialect,
    defaultSchema: schema,
    tables: names.map((name) => ({
      schema,
      name,
      kind: 'table',
      actions: ['read', 'create', 'update', 'delete'],
      comment: null,
      hasTriggers: false,
      rowEstimate: null,
    })),
    columns: Object.entries(TABLES).flatMap(([table, columns]) =>
      Object.entries(columns).map(([name, type]) => column(dialect, table, name, type)),
    ),
    primaryKeys: names.map((table) => ({
      schema,
      table,
      columns: table === 'stock' ? STOCK_KEY : ['id'],
    })),
    uniques: [],
    foreignKeys: [
      {
        schema,
        table: 'article',
        name: 'article_author',
        columns: ['author_id'],
        targetSchema: schema,
        targetTable: 'author',
        targetColumns: ['id'],
        onUpdate: 'no action',
        onDelete: 'no action',
      },
    ],
    indexes: [{ schema, table: 'article', name: 'article_made', columns: ['made'], unique: false }],
    checks: [],
    enums: [],
  })
  const item = {
    kind: 'many-to-any',
    column: 'item',
    discriminator: 'collection',
    targets: ['article', 'author'],
  } as const
  const casts = {
    shown: { type: 'boolean' },
    local: { type: 'timestamp' },
    moment: { type: 'dateTime' },
    facts: { type: 'json' },
  } as const
  const tables = { block: { relationships: { item } }, notice: { columns: casts } }
  return applyOverlay(model, { tables })
}

/** The statement that a read would send to each vendor; nothing is connected. */
export function statements(
  table: string,
  query: ReadQuery,
  options: ReadOptions = {},
  policy: Policy<Actor> = allowAll,
): Readonly<Record<DialectName, string>> {
  const entries = NAMES.map((name) => {
    const { session } = drySession(name, policy)
    return [name, session.explain(table, query, options).sql] as const
  })
  return Object.fromEntries(entries) as Record<DialectName, string>
}

/** As `statements`, for the page before or after the row with these values in the order of the query. */
export function seekStatements(
  table: string,
  query: ReadQuery,
  place: { readonly towards: 'after' | 'before'; readonly values: readonly (string | null)[] },
  options: ReadOptions = {},
): Readonly<Record<DialectName, string>> {
  const entries = NAMES.map((name) => {
    const { session } = drySession(name)
    const { resolved } = session.explain(table, query, { meta: ['cursors'] })
    const order = resolved.page?.cursors?.order ?? ''
    // SQLite tells text from numbers, as any column may hold either.
    const values = place.values.map((text) =>
      text === null || name !== 'sqlite' ? text : `${/^\d+$/.test(text) ? 'n' : 't'}${text}`,
    )
    const sought = { ...query, [place.towards]: writeCursor({ order, values }) }
    return [name, session.explain(table, sought, options).sql] as const
  })
  return Object.fromEntries(entries) as Record<DialectName, string>
}

/** What some work sends to each vendor but begin and commit. Every statement answers two rows. */
export async function sent(
  work: (session: Session) => Promise<unknown>,
  hooks: HookRegistry = createHooks(),
): Promise<Readonly<Record<DialectName, string>>> {
  const entries = NAMES.map(async (name) => {
    const { session, driver } = drySession(name, allowAll, hooks)
    await work(session)
    return [name, driver.sent.join(THEN)] as const
  })
  return Object.fromEntries(await Promise.all(entries)) as Record<DialectName, string>
}

/** A piece of SQL as a vendor has it. */
export function compiled(name: DialectName, statement: RawBuilder<unknown>): string {
  return statement.compile(dryDatabase(name, new RecordingDriver())).sql
}

export function drySession(
  name: DialectName,
  policy: Policy<Actor> = allowAll,
  hooks: HookRegistry = createHooks(),
): { session: Session; driver: RecordingDriver; as: (actor: Actor) => Session } {
  const driver = new RecordingDriver()
  const db = dryDatabase(name, driver)
  const engine = createEngine({ db, schema: modelOf(name), policy, hooks })
  return { session: engine.as(anonymous), driver, as: (actor) => engine.as(actor) }
}

function dryDatabase(name: DialectName, driver: Driver): Kysely<never> {
  return new Kysely<never>({
    dialect: {
      ...DIALECTS[name],
      createDriver: () => driver,
      createIntrospector: () => {
        throw new Error('There is no database to look into.')
      },
    },
  })
}

const ANSWER = {
  rows: [
    { k0: 1, k1: 'a', step: 1, j: '{}' },
    { k0: 2, k1: 'b', step: 1, j: '{}' },
  ],
  insertId: 1n,
  numAffectedRows: 2n,
}

/** Remembers what it is told to run. */
class RecordingDriver implements Driver {
  readonly sent: string[] = []

  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve({
      executeQuery: ({ sql }: CompiledQuery) => {
        this.sent.push(sql)
        return Promise.resolve({ ...ANSWER, rows: ANSWER.rows as never[] })
      },
      streamQuery: () => {
        throw new Error('Nothing is streamed here.')
      },
    })
  }

  async init(): Promise<void> {}
  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
