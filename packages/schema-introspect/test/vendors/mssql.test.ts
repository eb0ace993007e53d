import { describe, expect, it } from 'vitest'
import { findColumn, getTable } from '../../src/model/index.js'
import {
  grammarProblem,
  readRecorded,
  type RecordedRow,
  type RecordedRows,
  sentStatements,
} from './recorded.js'

const rights = { may_insert: 1, may_update: 1, may_delete: 1, may_alter: 1 }
const tables = [
  {
    schema: 'dbo',
    name: 'orders',
    type: 'U',
    external: false,
    comment: 'What was bought',
    estimate: '1200',
    instead_of: null,
    ...rights,
  },
  {
    schema: 'dbo',
    name: 'lines',
    type: 'U',
    external: false,
    comment: null,
    estimate: '0',
    instead_of: null,
    ...rights,
    may_delete: 0,
  },
  {
    schema: 'dbo',
    name: 'totals',
    type: 'V',
    external: null,
    comment: null,
    estimate: null,
    instead_of: null,
    ...rights,
  },
  {
    schema: 'dbo',
    name: 'entry',
    type: 'V',
    external: null,
    comment: null,
    estimate: null,
    instead_of: 'INSERT,UPDATE',
    ...rights,
  },
  {
    schema: 'dbo',
    name: 'hidden',
    type: 'U',
    external: false,
    comment: null,
    estimate: '5',
    instead_of: null,
    ...rights,
  },
]

function column(table: string, name: string, type_name: string, more: object = {}): RecordedRow {
  return {
    schema: 'dbo',
    table,
    name,
    type_name,
    max_length: 4,
    precision: 0,
    scale: 0,
    nullable: false,
    is_identity: false,
    persisted: null,
    always: 0,
    default_sql: null,
    computed_by: null,
    comment: null,
    ...rights,
    ...more,
  }
}

function index(table: string, name: string, column: string, more: object = {}): RecordedRow {
  return {
    schema: 'dbo',
    table,
    name,
    is_primary_key: false,
    is_unique: true,
    filter: null,
    column,
    descending: false,
    included: false,
    ...more,
  }
}

const rows: RecordedRows = {
  'from sys.columns': [
    column('orders', 'id', 'int', { precision: 10, is_identity: true }),
    column('orders', 'status', 'nvarchar', {
      max_length: 40,
      default_sql: "(N'it''s new')",
      comment: 'Where it stands',
    }),
    column('orders', 'total', 'decimal', { precision: 10, scale: 2, default_sql: '((1.5))' }),
    column('orders', 'paid', 'bit', { default_sql: '((0))' }),
    column('orders', 'made_at', 'datetimeoffset', {
      scale: 3,
      default_sql: '(sysdatetimeoffset())',
    }),
    column('orders', 'number', 'bigint', {
      precision: 19,
      default_sql: '(NEXT VALUE FOR [dbo].[numbers])',
    }),
    column('orders', 'doc', 'nvarchar', { max_length: -1, nullable: true, default_sql: '(NULL)' }),
    column('orders', 'notes', 'varchar', { max_length: -1, nullable: true }),
    column('orders', 'gross', 'decimal', {
      precision: 12,
      scale: 3,
      persisted: true,
      computed_by: '([total]*(1.19))',
    }),
    column('orders', 'net', 'decimal', { precision: 12, scale: 3, persisted: false }),
    column('orders', 'version', 'timestamp', { max_length: 8 }),
    column('orders', 'valid_from', 'datetime2', { scale: 7, always: 1 }),
    column('orders', 'place', 'geography', { max_length: -1, nullable: true }),
    column('orders', 'tree', 'hierarchyid', { max_length: 892, nullable: true }),
    column('lines', 'order_id', 'int', { precision: 10 }),
    column('lines', 'no', 'int', { precision: 10 }),
    column('lines', 'size', 'varchar', { max_length: 1, nullable: true, may_update: 0 }),
    column('totals', 'total', 'float', { precision: 53 }),
    column('entry', 'id', 'int', { precision: 10 }),
  ],
  'from sys.indexes': [
    ...['order_id', 'no'].map((name) => index('lines', 'pk_lines', name, { is_primary_key: true })),
    index('orders', 'pk_orders', 'id', { is_primary_key: true }),
    index('orders', 'uq_number', 'number'),
    index('orders', 'ux_open', 'status', { filter: "([status]='open')" }),
    ...['number', 'status'].map((name) =>
      index('orders', 'ux_given', name, {
        filter: '([number] IS NOT NULL AND [status] IS NOT NULL)',
      }),
    ),
    index('orders', 'ix_total', 'total', { is_unique: false, descending: true }),
    index('orders', 'ix_total', 'a]b', { is_unique: false, included: true }),
  ],
  'from sys.foreign_keys': [
    {
      schema: 'dbo',
      table: 'lines',
      name: 'fk_lines_orders',
      column: 'order_id',
      target_schema: 'dbo',
      target_table: 'orders',
      target_column: 'id',
      on_update: 'NO_ACTION',
      on_delete: 'CASCADE',
    },
  ],
  'from sys.check_constraints': [
    {
      schema: 'dbo',
      table: 'lines',
      name: 'ck_size',
      definition: "([size]='L' OR [size]='M' OR [size]='S')",
    },
    { schema: 'dbo', table: 'orders', name: 'ck_doc', definition: '(isjson([doc])=(1))' },
    { schema: 'dbo', table: 'orders', name: 'ck_secret', definition: null },
  ],
  schema_name: [{ name: 'dbo' }],
  'from sys.objects': tables,
}

describe('the catalogue of SQL Server', () => {
  const read = async () => readRecorded('mssql', rows)

  it('names tables of the default schema alone, and leaves out what cannot be read', async () => {
    const schema = await read()
    expect(schema.defaultSchema).toBe('dbo')
    expect(Object.keys(schema.tables)).toEqual(['entry', 'lines', 'orders', 'totals'])
  })

  it('knows what may be done', async () => {
    const schema = await read()
    expect(getTable(schema, 'orders')).toMatchObject({
      actions: ['read', 'create', 'update', 'delete'],
      comment: 'What was bought',
      rowEstimate: 1200,
    })
    expect(getTable(schema, 'lines').actions).toEqual(['read', 'create', 'update'])
    expect(getTable(schema, 'totals')).toMatchObject({ kind: 'view', actions: ['read'] })
    const lines = getTable(schema, 'lines')
    expect(findColumn(lines, 'size')?.actions).toEqual(['read', 'create'])
  })

  it.each<readonly [string, object]>([
    ['id', { type: 'integer', generated: 'identity', default: null, actions: ['read', 'create'] }],
    [
      'status',
      {
        type: 'string',
        nativeType: 'nvarchar(20)',
        length: 20,
        comment: 'Where it stands',
        default: { kind: 'literal', value: "it's new" },
      },
    ],
    [
      'total',
      {
        type: 'decimal',
        nativeType: 'decimal(10,2)',
        precision: 10,
        scale: 2,
        default: { kind: 'literal', value: 1.5 },
      },
    ],
    ['paid', { type: 'boolean', default: { kind: 'literal', value: false } }],
    [
      'made_at',
      {
        type: 'timestamp',
        nativeType: 'datetimeoffset(3)',
        default: { kind: 'expression', sql: 'sysdatetimeoffset()' },
      },
    ],
    [
      'number',
      { type: 'bigInteger', generated: 'identity', actions: ['read', 'create', 'update'] },
    ],
    ['doc', { type: 'json', nativeType: 'nvarchar(max)', nullable: true, default: null }],
    ['notes', { type: 'text', nativeType: 'varchar(max)', length: null }],
    ['gross', { generated: 'stored', expression: '[total]*(1.19)', actions: ['read'] }],
    ['net', { generated: 'virtual', actions: ['read'] }],
    [
      'version',
      { type: 'binary', nativeType: 'timestamp', generated: 'stored', actions: ['read'] },
    ],
    [
      'valid_from',
      { type: 'dateTime', nativeType: 'datetime2(7)', generated: 'stored', actions: ['read'] },
    ],
    ['place', { type: 'geometry', nativeType: 'geography' }],
    ['tree', { type: 'unknown', nativeType: 'hierarchyid' }],
  ])('reads the column %s', async (name, expected) => {
    expect(findColumn(getTable(await read(), 'orders'), name)).toMatchObject(expected)
  })

  it('reads keys, indexes and links', async () => {
    const schema = await read()
    const { uniques, indexes } = getTable(schema, 'orders')
    const lines = getTable(schema, 'lines')
    expect(lines.primaryKey).toEqual(['order_id', 'no'])
    expect(uniques).toEqual([
      { name: 'uq_number', columns: ['number'] },
      // NULLs are all that its filter leaves out.
      { name: 'ux_given', columns: ['number', 'status'] },
    ])
    expect(indexes.filter(({ definition }) => definition !== undefined)).toEqual([
      {
        name: 'ix_total',
        columns: ['total'],
        unique: false,
        definition: { unique: false, sql: '([total] desc) include ([a]]b])' },
      },
      {
        name: 'ux_open',
        columns: ['status'],
        unique: false,
        definition: { unique: true, sql: "([status]) where [status]='open'" },
      },
    ])
    expect(lines.foreignKeys).toEqual([
      {
        name: 'fk_lines_orders',
        columns: ['order_id'],
        target: 'orders',
        targetColumns: ['id'],
        onUpdate: 'no action',
        onDelete: 'cascade',
      },
    ])
  })

  it('reads the values of a CHECK', async () => {
    const schema = await read()
    const size = findColumn(getTable(schema, 'lines'), 'size')
    expect(schema.enums[size?.enum ?? '']?.values).toEqual(['L', 'M', 'S'])
    expect(getTable(schema, 'orders').checks.map(({ name }) => name)).toEqual(['ck_doc'])
  })

  it('is read by well-formed statements', async () => {
    const statements = await sentStatements('mssql')
    // 7 is the key by a hash of a table in memory: without it such a table would have no key.
    expect(statements.join()).toContain('where i.type in (1, 2, 7)')
    for (const statement of statements) {
      expect(await grammarProblem('mssql', statement)).toBeNull()
    }
  })
})
