import { describe, expect, it } from 'vitest'
import { findColumn, getTable } from '../../src/model/index.js'
import {
  grammarProblem,
  readRecorded,
  type RecordedRow,
  type RecordedRows,
  sentStatements,
} from './recorded.js'

const SHOP = 'SHOP'
const rights = { may_insert: 1, may_update: 1, may_delete: 1 }
const writable = { insertable: 'YES', updatable: 'YES', deletable: 'YES' }
const readable = { insertable: 'NO', updatable: 'NO', deletable: 'NO' }
const table = (name: string, more: object = {}): RecordedRow => ({
  schema: SHOP,
  name,
  kind: 'table',
  comment: null,
  estimate: null,
  ...writable,
  ...rights,
  ...more,
})

function column(name: string, data_type: string, more: object = {}): RecordedRow {
  return {
    schema: SHOP,
    table: 'ORDERS',
    name,
    data_type,
    data_length: 22,
    char_length: 0,
    char_used: null,
    precision: null,
    scale: null,
    nullable: 'N',
    default_sql: null,
    is_virtual: 'NO',
    identity: null,
    insertable: 'YES',
    updatable: 'YES',
    comment: null,
    ...more,
  }
}

const number = (
  name: string,
  precision: number | null,
  scale: number | null,
  more: object = {},
): RecordedRow => column(name, 'NUMBER', { precision, scale, ...more })

const rows: RecordedRows = {
  'from all_tab_cols': [
    number('ID', 10, 0, { identity: 'BY DEFAULT', default_sql: '"SHOP"."ISEQ$$_7"."NEXTVAL"' }),
    number('ALWAYS_ID', 10, 0, { identity: 'ALWAYS' }),
    number('SERIAL_NO', 19, 0, { default_sql: '"SHOP"."NUMBERS"."NEXTVAL"' }),
    number('HUGE', 38, 0),
    number('PLAIN', null, null),
    number('WHOLE', null, 0),
    number('TOTAL', 10, 2, { default_sql: '1.5 ' }),
    number('ACTIVE', 1, 0, { default_sql: '1' }),
    column('RATIO', 'BINARY_DOUBLE'),
    column('STATUS', 'VARCHAR2', {
      data_length: 80,
      char_length: 20,
      char_used: 'C',
      default_sql: "'it''s new' ",
      comment: 'Where it stands',
    }),
    column('CODE', 'CHAR', { data_length: 5, char_length: 5, char_used: 'B' }),
    column('DOC', 'CLOB', { data_length: 4000, nullable: 'Y', default_sql: 'NULL' }),
    column('NOTES', 'CLOB', { data_length: 4000, nullable: 'Y' }),
    column('DAY', 'DATE', { data_length: 7 }),
    column('MADE_AT', 'TIMESTAMP(3) WITH TIME ZONE', {
      data_length: 13,
      scale: 3,
      default_sql: 'SYSTIMESTAMP',
    }),
    column('LOCAL_AT', 'TIMESTAMP(6)', { data_length: 11, scale: 6 }),
    column('WAIT', 'INTERVAL DAY(2) TO SECOND(6)', { data_length: 11 }),
    column('HASH', 'RAW', { data_length: 16 }),
    column('AREA', 'NUMBER', {
      precision: 10,
      scale: 0,
      is_virtual: 'YES',
      default_sql: '"W"*"H"',
      insertable: 'NO',
      updatable: 'NO',
    }),
    column('PLACE', 'SDO_GEOMETRY', { data_length: 1 }),
    column('XML', 'XMLTYPE', { data_length: 2000 }),
    { ...number('ORDER_ID', 10, 0), table: 'LINES' },
    { ...number('NO', 5, 0), table: 'LINES' },
    {
      ...column('SIZE', 'VARCHAR2', { char_length: 1, char_used: 'B', data_length: 1 }),
      table: 'LINES',
    },
    { ...number('N', null, null), table: 'TOTALS', insertable: 'NO', updatable: 'NO' },
  ],
  "constraint_type in ('P', 'U')": [
    { schema: SHOP, table: 'LINES', name: 'LINES_PK', kind: 'P', column: 'ORDER_ID' },
    { schema: SHOP, table: 'LINES', name: 'LINES_PK', kind: 'P', column: 'NO' },
    { schema: SHOP, table: 'ORDERS', name: 'ORDERS_PK', kind: 'P', column: 'ID' },
    { schema: SHOP, table: 'ORDERS', name: 'ORDERS_UK', kind: 'U', column: 'SERIAL_NO' },
  ],
  "constraint_type = 'R'": [
    {
      schema: SHOP,
      table: 'LINES',
      name: 'LINES_FK',
      column: 'ORDER_ID',
      target_schema: SHOP,
      target_table: 'ORDERS',
      target_column: 'ID',
      on_delete: 'SET NULL',
    },
  ],
  "constraint_type = 'C'": [
    { schema: SHOP, table: 'LINES', name: 'SIZE_CK', expression: "SIZE in ('S', 'M', 'L')" },
    { schema: SHOP, table: 'ORDERS', name: 'DOC_CK', expression: '"DOC" is json' },
    { schema: SHOP, table: 'ORDERS', name: 'ACTIVE_CK', expression: 'active in (0, 1)' },
    { schema: SHOP, table: 'ORDERS', name: 'SYS_C007', expression: '"ID" IS NOT NULL' },
  ],
  'from all_indexes': [
    { schema: SHOP, table: 'ORDERS', name: 'BY_DAY', uniqueness: 'NONUNIQUE', column: 'DAY' },
    { schema: SHOP, table: 'ORDERS', name: 'BY_DAY', uniqueness: 'NONUNIQUE', column: 'STATUS' },
    {
      schema: SHOP,
      table: 'ORDERS',
      name: 'BY_UPPER',
      uniqueness: 'UNIQUE',
      column: 'SYS_NC00022$',
    },
  ],
  'from all_tables': [
    table('ORDERS', { comment: 'What was bought', estimate: 1200 }),
    table('LINES', { may_delete: 0 }),
    table('TOTALS', { kind: 'view', ...readable }),
    table('CACHED', { kind: 'materialized-view' }),
  ],
  'as "name" from dual': [{ name: SHOP }],
}

describe('the catalogue of Oracle', () => {
  const read = async () => readRecorded('oracle', rows)

  it('knows what may be done', async () => {
    const schema = await read()
    expect(schema.defaultSchema).toBe(SHOP)
    expect(getTable(schema, 'ORDERS')).toMatchObject({
      actions: ['read', 'create', 'update', 'delete'],
      comment: 'What was bought',
      rowEstimate: 1200,
    })
    expect(getTable(schema, 'LINES').actions).toEqual(['read', 'create', 'update'])
    expect(getTable(schema, 'TOTALS')).toMatchObject({ kind: 'view', actions: ['read'] })
    expect(getTable(schema, 'CACHED')).toMatchObject({
      kind: 'materialized-view',
      actions: ['read'],
    })
  })

  it.each<readonly [string, object]>([
    [
      'ID',
      {
        type: 'integer',
        nativeType: 'number(10)',
        generated: 'identity',
        default: null,
        actions: ['read', 'create', 'update'],
      },
    ],
    ['ALWAYS_ID', { generated: 'identity', actions: ['read'] }],
    ['SERIAL_NO', { type: 'bigInteger', generated: 'identity', default: null }],
    ['HUGE', { type: 'bigInteger', nativeType: 'number(38)', precision: 38, scale: 0 }],
    ['PLAIN', { type: 'decimal', nativeType: 'number', precision: null, scale: null }],
    ['WHOLE', { type: 'integer', nativeType: 'number(*,0)' }],
    [
      'TOTAL',
      { type: 'decimal', nativeType: 'number(10,2)', default: { kind: 'literal', value: 1.5 } },
    ],
    [
      'ACTIVE',
      { type: 'boolean', nativeType: 'number(1)', default: { kind: 'literal', value: true } },
    ],
    ['RATIO', { type: 'float', precision: null }],
    [
      'STATUS',
      {
        type: 'string',
        nativeType: 'varchar2(20 char)',
        length: 20,
        comment: 'Where it stands',
        default: { kind: 'literal', value: "it's new" },
      },
    ],
    ['CODE', { type: 'string', nativeType: 'char(5)', length: 5 }],
    ['DOC', { type: 'json', nativeType: 'clob', nullable: true, default: null }],
    ['NOTES', { type: 'text', nativeType: 'clob' }],
    ['DAY', { type: 'date' }],
    [
      'MADE_AT',
      {
        type: 'timestamp',
        nativeType: 'timestamp(3) with time zone',
        default: { kind: 'expression', sql: 'SYSTIMESTAMP' },
      },
    ],
    ['LOCAL_AT', { type: 'dateTime', nativeType: 'timestamp(6)' }],
    ['WAIT', { type: 'string', nativeType: 'interval day(2) to second(6)' }],
    ['HASH', { type: 'binary', nativeType: 'raw(16)', length: 16 }],
    ['AREA', { generated: 'virtual', expression: '"W"*"H"', default: null, actions: ['read'] }],
    ['PLACE', { type: 'geometry' }],
    ['XML', { type: 'unknown', nativeType: 'xmltype' }],
  ])('reads the column %s', async (name, expected) => {
    expect(findColumn(getTable(await read(), 'ORDERS'), name)).toMatchObject(expected)
  })

  it('reads keys, indexes, links and checks', async () => {
    const schema = await read()
    const orders = getTable(schema, 'ORDERS')
    const lines = getTable(schema, 'LINES')
    expect(lines.primaryKey).toEqual(['ORDER_ID', 'NO'])
    expect(orders.uniques).toEqual([{ name: 'ORDERS_UK', columns: ['SERIAL_NO'] }])
    expect(orders.indexes).toEqual([
      { name: 'BY_DAY', columns: ['DAY', 'STATUS'], unique: false },
      { name: 'BY_UPPER', columns: [], unique: false },
    ])
    expect(lines.foreignKeys).toEqual([
      {
        name: 'LINES_FK',
        columns: ['ORDER_ID'],
        target: 'ORDERS',
        targetColumns: ['ID'],
        onUpdate: 'no action',
        onDelete: 'set null',
      },
    ])
    expect(orders.checks.map(({ name }) => name)).toEqual(['ACTIVE_CK', 'DOC_CK'])
    const size = findColumn(lines, 'SIZE')
    expect(schema.enums[size?.enum ?? '']?.values).toEqual(['S', 'M', 'L'])
  })

  it('is read by well-formed statements', async () => {
    for (const statement of await sentStatements('oracle')) {
      expect(await grammarProblem('oracle', statement)).toBeNull()
    }
  })
})
