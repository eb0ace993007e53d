import { assembleModel, type DialectName, type Table } from '@relvar/schema-introspect/model'
import type { ErrorContext } from '../../src/dialect/dialect.js'

/** An error of a driver, with the words and numbers that the vendor documents. */
export function failure(message: string, parts: Readonly<Record<string, unknown>>): Error {
  return Object.assign(new Error(message), parts)
}

export const mysql = (errno: number, message: string): Error =>
  failure(message, { errno, code: 'ER_X' })
export const mssql = (number: number, message: string): Error =>
  failure(message, { number, code: 'EREQUEST' })
export const oracle = (number: number, message: string): Error => {
  const code = `ORA-${String(number).padStart(5, '0')}`
  return failure(`${code}: ${message}`, { code, errorNum: number })
}
export const cockroach = (code: string, message: string, parts = {}): Error =>
  failure(message, { code, ...parts })

const column = (name: string, nullable = true) => ({
  schema: 'shop',
  table: 'products',
  name,
  type: 'string' as const,
  nativeType: 'varchar(10)',
  length: 10,
  precision: null,
  scale: null,
  elementType: null,
  nullable,
  default: null,
  generated: null,
  enum: null,
  actions: ['read' as const, 'create' as const, 'update' as const],
  comment: null,
})

export function tableOn(dialect: DialectName): Table {
  const place = { schema: 'shop', table: 'products' }
  const model = assembleModel({
    dialect,
    defaultSchema: 'shop',
    tables: ['products', 'makers'].map((name) => ({
      schema: 'shop',
      name,
      kind: 'table',
      actions: ['read', 'create', 'update', 'delete'],
      comment: null,
      hasTriggers: false,
      rowEstimate: null,
    })),
    columns: [
      column('id', false),
      column('sku', false),
      column('name', false),
      column('maker_id'),
      { ...column('id', false), table: 'makers' },
    ],
    primaryKeys: [
      { ...place, columns: ['id'] },
      { schema: 'shop', table: 'makers', columns: ['id'] },
    ],
    uniques: [{ ...place, name: 'products_sku', columns: ['sku'] }],
    foreignKeys: [
      {
        ...place,
        name: 'products_maker',
        columns: ['maker_id'],
        targetSchema: 'shop',
        targetTable: 'makers',
        targetColumns: ['id'],
        onUpdate: 'no action',
        onDelete: 'no action',
      },
    ],
    indexes: [],
    checks: [],
    enums: [],
  })
  const table = model.tables['products']
  if (table === undefined) throw new Error('The model has no products.')
  return table
}

export const ROWS: ErrorContext['rows'] = [
  new Map([
    ['sku', 'B-1'],
    ['name', 'a long name'],
    ['maker_id', '7'],
  ]),
]
export const READ: ErrorContext = { kind: 'read', table: null, rows: [] }
