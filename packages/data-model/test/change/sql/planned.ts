import { assembleModel, type DialectName, type SchemaModel } from '@relvar/schema-introspect/model'
import { planChanges, type SchemaChange, type SchemaPlan } from '../../../src/index.js'

/** The statements of each vendor. */
export type Planned = Readonly<Record<DialectName, readonly string[]>>

const SCHEMAS = {
  postgres: 'public',
  cockroachdb: 'public',
  mariadb: 'shop',
  mysql: 'shop',
  mssql: 'dbo',
  oracle: 'SHOP',
  sqlite: 'main',
} as const satisfies Record<DialectName, string>

export const VENDORS = Object.keys(SCHEMAS) as readonly DialectName[]

export function emptyModel(dialect: DialectName): SchemaModel {
  return assembleModel({
    dialect,
    defaultSchema: SCHEMAS[dialect],
    tables: [],
    columns: [],
    primaryKeys: [],
    uniques: [],
    foreignKeys: [],
    indexes: [],
    checks: [],
    enums: [],
  })
}

/** Articles by authors; what is under test is changed in them. */
export const blog: readonly SchemaChange[] = [
  {
    kind: 'create-table',
    table: {
      name: 'author',
      columns: [
        { name: 'id', type: 'integer', generated: 'identity' },
        { name: 'name', type: 'string', length: 40, nullable: false },
      ],
      primaryKey: ['id'],
      uniques: [{ columns: ['name'] }],
    },
  },
  {
    kind: 'create-table',
    table: {
      name: 'article',
      columns: [
        { name: 'id', type: 'integer', generated: 'identity' },
        {
          name: 'title',
          type: 'string',
          length: 80,
          nullable: false,
          default: { kind: 'literal', value: 'new' },
        },
        { name: 'author_id', type: 'integer' },
        { name: 'views', type: 'integer' },
      ],
      primaryKey: ['id'],
      indexes: [{ columns: ['title'] }],
      checks: [{ name: 'article_views_positive', expression: 'views >= 0' }],
    },
  },
]

export interface PlannedOptions {
  readonly before?: readonly SchemaChange[]
  readonly concurrentIndexes?: boolean
}

/** What the changes are on one vendor, in the tables above. */
export function planOn(
  dialect: DialectName,
  changes: readonly SchemaChange[],
  { before = blog, concurrentIndexes = false }: PlannedOptions = {},
): Pick<SchemaPlan, 'statements' | 'warnings'> {
  const model = emptyModel(dialect)
  const skipped = planChanges({ model, changes: before }).statements.length
  const all = [...before, ...changes]
  const { statements, warnings } = planChanges({ model, changes: all, concurrentIndexes })
  return { statements: statements.slice(skipped), warnings }
}

export function planned(changes: readonly SchemaChange[], options?: PlannedOptions): Planned {
  const entries = VENDORS.map((dialect) => {
    const { statements } = planOn(dialect, changes, options)
    const texts: readonly string[] = statements.map(({ sql }) => sql)
    return [dialect, texts] as const
  })
  return Object.fromEntries(entries) as Record<DialectName, readonly string[]>
}
