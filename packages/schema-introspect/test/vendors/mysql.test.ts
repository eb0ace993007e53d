import { describe, expect, it } from 'vitest'
import { findColumn, getTable } from '../../src/model/index.js'
import {
  grammarProblem,
  readRecorded,
  type RecordedRow,
  type RecordedRows,
  sentStatements,
} from './recorded.js'

const ALL = 'select,insert,update,references'

function column(name: string, column_type: string, more: object = {}): RecordedRow {
  const [data_type = ''] = column_type.split(/[( ]/)
  return {
    schema: 'shop',
    table: 'orders',
    name,
    data_type,
    column_type,
    length: null,
    precision: null,
    scale: null,
    nullable: 'NO',
    default_sql: null,
    extra: '',
    generation: '',
    privileges: ALL,
    comment: '',
    ...more,
  }
}

function index(name: string, column: string | null, more: object = {}): RecordedRow {
  return {
    schema: 'shop',
    table: 'orders',
    name,
    non_unique: '0',
    column,
    prefix: null,
    expression: null,
    direction: 'A',
    kind: 'BTREE',
    ...more,
  }
}

const rows: RecordedRows = {
  'from information_schema.columns': [
    column('id', 'bigint unsigned', { precision: '20', scale: '0', extra: 'auto_increment' }),
    column('status', "enum('new','it''s done')", { default_sql: 'new' }),
    column('code', 'varchar(20)', { length: '20', default_sql: "it's", comment: 'Printed on it' }),
    column('key', 'char(36)', { length: '36', default_sql: 'uuid()', extra: 'DEFAULT_GENERATED' }),
    column('label', 'varchar(9)', {
      length: '9',
      default_sql: "concat(_utf8mb4\\'a\\',_utf8mb4\\'b\\')",
      extra: 'DEFAULT_GENERATED',
    }),
    column('total', 'decimal(10,2)', { precision: '10', scale: '2', default_sql: '1.50' }),
    column('paid', 'tinyint(1)', { precision: '3', scale: '0', default_sql: '0' }),
    column('flags', 'bit(3)', { precision: '3', default_sql: "b'101'" }),
    column('doc', 'json', { nullable: 'YES' }),
    column('made_at', 'timestamp(3)', {
      default_sql: 'CURRENT_TIMESTAMP(3)',
      extra: 'DEFAULT_GENERATED on update CURRENT_TIMESTAMP(3)',
    }),
    column('gross', 'int', {
      extra: 'STORED GENERATED',
      generation: "concat(`w`,_utf8mb4\\'x\\')",
    }),
    column('net', 'int', { extra: 'VIRTUAL GENERATED', generation: '(`w` * `h`)' }),
    column('secret', 'int', { extra: 'INVISIBLE' }),
    column('unseen', 'int', { privileges: 'insert' }),
    column('place', 'geomcollection', { nullable: 'YES' }),
    column('size', 'varchar(1)', { length: '1', nullable: 'YES' }),
  ],
  'from information_schema.statistics': [
    index('PRIMARY', 'id'),
    index('by_label', 'label', { prefix: '4' }),
    index('by_lower', null, { expression: "lower(concat(`code`,_utf8mb4\\'x\\'))" }),
    index('by_words', 'label', { non_unique: '1', kind: 'FULLTEXT', direction: null }),
    index('latest', 'made_at', { non_unique: '1', direction: 'D' }),
    index('latest', 'id', { non_unique: '1' }),
    index('uk_code', 'code'),
  ],
  'from information_schema.table_constraints': [
    {
      schema: 'shop',
      table: 'orders',
      name: 'size_ck',
      expression: "(`size` in (_utf8mb4\\'S\\',_utf8mb4\\'it\\\\\\'s\\'))",
    },
  ],
  'from information_schema.tables': [
    {
      schema: 'shop',
      name: 'orders',
      type: 'BASE TABLE',
      comment: 'What was bought',
      estimate: '1200',
      updatable: null,
    },
    {
      schema: 'shop',
      name: 'totals',
      type: 'VIEW',
      comment: 'VIEW',
      estimate: null,
      updatable: 'NO',
    },
  ],
  'select database()': [{ name: 'shop' }],
}

describe('the catalogue of MySQL', () => {
  const read = async () => readRecorded('mysql', rows)

  it.each<readonly [string, object]>([
    [
      'id',
      { type: 'bigInteger', nativeType: 'bigint unsigned', generated: 'identity', default: null },
    ],
    [
      'code',
      {
        type: 'string',
        length: 20,
        comment: 'Printed on it',
        default: { kind: 'literal', value: "it's" },
      },
    ],
    ['key', { default: { kind: 'expression', sql: 'uuid()' } }],
    ['label', { default: { kind: 'expression', sql: "concat(_utf8mb4'a',_utf8mb4'b')" } }],
    [
      'total',
      { type: 'decimal', precision: 10, scale: 2, default: { kind: 'literal', value: 1.5 } },
    ],
    ['paid', { type: 'boolean', default: { kind: 'literal', value: false } }],
    ['flags', { type: 'integer', default: { kind: 'literal', value: 5 } }],
    ['doc', { type: 'json', nativeType: 'json' }],
    [
      'made_at',
      { type: 'timestamp', default: { kind: 'expression', sql: 'CURRENT_TIMESTAMP(3)' } },
    ],
    ['gross', { generated: 'stored', expression: "concat(`w`,_utf8mb4'x')", actions: ['read'] }],
    ['net', { generated: 'virtual', actions: ['read'] }],
    ['secret', { generated: null, actions: ['read', 'create', 'update'] }],
    ['place', { type: 'geometry' }],
  ])('reads the column %s', async (name, expected) => {
    expect(findColumn(getTable(await read(), 'orders'), name)).toMatchObject(expected)
  })

  it('reads inline values and those of a CHECK', async () => {
    const schema = await read()
    const orders = getTable(schema, 'orders')
    const values = (name: string) => schema.enums[findColumn(orders, name)?.enum ?? '']?.values
    expect(values('status')).toEqual(['new', "it's done"])
    expect(values('size')).toEqual(['S', "it's"])
    expect(findColumn(orders, 'unseen')).toBeUndefined()
  })

  it('takes for unique what is unique as a whole', async () => {
    const orders = getTable(await read(), 'orders')
    expect(orders.primaryKey).toEqual(['id'])
    expect(orders.uniques).toEqual([{ name: 'uk_code', columns: ['code'] }])
    expect(orders.indexes.map(({ name, definition }) => [name, definition])).toEqual([
      ['PRIMARY', undefined],
      ['by_label', { unique: true, sql: '(`label`(4))' }],
      ['by_lower', { unique: true, sql: "((lower(concat(`code`,_utf8mb4'x'))))" }],
      ['by_words', { unique: false, kind: 'fulltext', sql: '(`label`)' }],
      ['latest', { unique: false, sql: '(`made_at` desc, `id`)' }],
      ['uk_code', undefined],
    ])
    expect(orders).toMatchObject({ comment: 'What was bought', rowEstimate: 1200 })
    expect(getTable(await read(), 'totals')).toMatchObject({
      kind: 'view',
      comment: null,
      actions: ['read'],
    })
  })

  it('is read by well-formed statements', async () => {
    for (const statement of await sentStatements('mysql')) {
      expect(await grammarProblem('mysql', statement)).toBeNull()
    }
  })
})
