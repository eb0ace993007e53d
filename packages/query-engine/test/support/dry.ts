import {
  applyOverlay,
  assembleModel,
  type CatalogueColumn,
  type ColumnType,
  type DialectName,
  type SchemaModel,
} from '@relvar/schema-introspect/model'
import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteQueryCompiler,
  type Dialect,
} from 'kysely'
import {
  allowAll,
  anonymous,
  createEngine,
  type ReadOptions,
  type ReadQuery,
} from '../../src/index.js'

const SCHEMAS = { sqlite: 'main', postgres: 'public', mariadb: 'shop' } as const

/** The vendors that statements are compared for. */
export type DryDialect = keyof typeof SCHEMAS

const DIALECTS: Readonly<
  Record<DryDialect, Pick<Dialect, 'createAdapter' | 'createQueryCompiler'>>
> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  mariadb: {
    createAdapter: () => new MysqlAdapter(),
    createQueryCompiler: () => new MysqlQueryCompiler(),
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
}

function column(
  schema: string,
  table: string,
  name: string,
  [type, nativeType]: Columns[string],
): CatalogueColumn {
  const isKey = name === 'id'
  return {
    schema,
    table,
    name,
    type,
    nativeType,
    length: null,
    precision: type === 'decimal' ? 10 : null,
    scale: type === 'decimal' ? 2 : null,
    elementType: null,
    nullable: !isKey,
    default: null,
    generated: isKey ? 'identity' : null,
    enum: null,
    actions: ['read', 'create', 'update'],
    comment: null,
  }
}

/** Articles by authors, and blocks that hold the key of one or the other. */
function modelOf(dialect: DryDialect): SchemaModel {
  const schema = SCHEMAS[dialect]
  const names = Object.keys(TABLES)
  const model = assembleModel({
    dialect: dialect satisfies DialectName,
    defaultSchema: schema,
    tables: names.map((name) => ({
      schema,
      name,
      kind: 'table',
      actions: ['read', 'create', 'update', 'delete'],
      comment: null,
      rowEstimate: null,
    })),
    columns: Object.entries(TABLES).flatMap(([table, columns]) =>
      Object.entries(columns).map(([name, type]) => column(schema, table, name, type)),
    ),
    primaryKeys: names.map((table) => ({ schema, table, columns: ['id'] })),
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
    indexes: [],
    checks: [],
    enums: [],
  })
  const item = {
    kind: 'many-to-any',
    column: 'item',
    discriminator: 'collection',
    targets: ['article', 'author'],
  } as const
  return applyOverlay(model, { tables: { block: { relationships: { item } } } })
}

/** The statement that a read would send to each vendor; nothing is connected. */
export function statements(
  table: string,
  query: ReadQuery,
  options: ReadOptions = {},
): Readonly<Record<DryDialect, string>> {
  const names: readonly DryDialect[] = ['sqlite', 'postgres', 'mariadb']
  const entries = names.map((name) => {
    const db = new Kysely<never>({
      dialect: {
        ...DIALECTS[name],
        createDriver: () => new DummyDriver(),
        createIntrospector: () => {
          throw new Error('There is no database to look into.')
        },
      },
    })
    const engine = createEngine({ db, schema: modelOf(name), policy: allowAll })
    return [name, engine.as(anonymous).explain(table, query, options).sql] as const
  })
  return Object.fromEntries(entries) as Record<DryDialect, string>
}
