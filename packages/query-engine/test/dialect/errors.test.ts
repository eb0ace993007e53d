import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import type { ErrorContext } from '../../src/dialect/dialect.js'
import { dialectFor } from '../../src/dialect/dialects.js'
import {
  type EngineError,
  ForeignKeyViolationError,
  UniqueViolationError,
} from '../../src/index.js'
import {
  cockroach,
  failure,
  mssql,
  mysql,
  oracle,
  READ,
  ROWS,
  tableOn,
} from '../support/driver-errors.js'

/** What can go wrong, each as the vendor says it. */
interface Failures {
  readonly unique: Error
  readonly foreignKey: Error
  readonly referred: Error
  readonly notNull: Error
  readonly check: Error
  readonly tooLong: Error
  readonly outOfRange: Error
  readonly misfit: Error
  readonly trigger: Error
  readonly forbidden: Error
  readonly deadlock: Error
  readonly lost: Error
  readonly timeout: Error
  readonly stale: Error
}

// https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
const onMysql: Failures = {
  unique: mysql(1062, "Duplicate entry 'B-1' for key 'products.products_sku'"),
  foreignKey: mysql(
    1452,
    'Cannot add or update a child row: a foreign key constraint fails (`shop`.`products`, CONSTRAINT `products_maker` FOREIGN KEY (`maker_id`) REFERENCES `makers` (`id`))',
  ),
  referred: mysql(
    1451,
    'Cannot delete or update a parent row: a foreign key constraint fails (`shop`.`stock`, CONSTRAINT `stock_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`))',
  ),
  notNull: mysql(1048, "Column 'name' cannot be null"),
  check: mysql(3819, "Check constraint 'price_positive' is violated."),
  tooLong: mysql(1406, "Data too long for column 'name' at row 1"),
  outOfRange: mysql(1264, "Out of range value for column 'name' at row 1"),
  misfit: mysql(1366, "Incorrect integer value: 'x' for column 'maker_id' at row 1"),
  trigger: mysql(1644, 'No sales on Sundays'),
  forbidden: mysql(1142, "INSERT command denied to user 'a'@'b' for table 'products'"),
  deadlock: mysql(1213, 'Deadlock found when trying to get lock; try restarting transaction'),
  lost: failure('Connection lost: The server closed the connection.', {
    code: 'PROTOCOL_CONNECTION_LOST',
    fatal: true,
  }),
  timeout: mysql(
    3024,
    'Query execution was interrupted, maximum statement execution time exceeded',
  ),
  stale: mysql(1146, "Table 'shop.products' doesn't exist"),
}

// https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors
const onMssql: Failures = {
  unique: mssql(
    2627,
    "Violation of UNIQUE KEY constraint 'products_sku'. Cannot insert duplicate key in object 'shop.products'. The duplicate key value is (B-1).",
  ),
  foreignKey: mssql(
    547,
    'The INSERT statement conflicted with the FOREIGN KEY constraint "products_maker". The conflict occurred in database "shop", table "shop.makers", column \'id\'.',
  ),
  referred: mssql(
    547,
    'The DELETE statement conflicted with the REFERENCE constraint "stock_product". The conflict occurred in database "shop", table "shop.stock", column \'product_id\'.',
  ),
  notNull: mssql(
    515,
    "Cannot insert the value NULL into column 'name', table 'shop.shop.products'; column does not allow nulls. INSERT fails.",
  ),
  check: mssql(
    547,
    'The INSERT statement conflicted with the CHECK constraint "price_positive". The conflict occurred in database "shop", table "shop.products", column \'price\'.',
  ),
  tooLong: mssql(
    2628,
    "String or binary data would be truncated in table 'shop.shop.products', column 'name'. Truncated value: 'a long nam'.",
  ),
  outOfRange: mssql(8115, 'Arithmetic overflow error converting numeric to data type numeric.'),
  misfit: mssql(245, "Conversion failed when converting the nvarchar value 'x' to data type int."),
  trigger: mssql(50000, 'No sales on Sundays'),
  forbidden: mssql(
    229,
    "The INSERT permission was denied on the object 'products', database 'shop', schema 'shop'.",
  ),
  deadlock: mssql(
    1205,
    'Transaction (Process ID 52) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
  ),
  lost: failure('Connection lost - read ECONNRESET', { code: 'ESOCKET' }),
  timeout: failure('Timeout: Request failed to complete in 15000ms', {
    code: 'ETIMEOUT',
    number: 'ETIMEOUT',
  }),
  stale: mssql(208, "Invalid object name 'shop.products'."),
}

// https://docs.oracle.com/en/error-help/db/
const onOracle: Failures = {
  unique: oracle(1, 'unique constraint (SHOP.products_sku) violated'),
  foreignKey: oracle(
    2291,
    'integrity constraint (SHOP.products_maker) violated - parent key not found',
  ),
  referred: oracle(2292, 'integrity constraint (SHOP.stock_product) violated - child record found'),
  notNull: oracle(1400, 'cannot insert NULL into ("SHOP"."products"."name")'),
  check: oracle(2290, 'check constraint (SHOP.price_positive) violated'),
  tooLong: oracle(
    12899,
    'value too large for column "SHOP"."products"."name" (actual: 11, maximum: 10)',
  ),
  outOfRange: oracle(1438, 'value larger than specified precision allowed for this column'),
  misfit: oracle(1722, 'invalid number'),
  trigger: oracle(20001, 'No sales on Sundays\nORA-06512: at "SHOP.NO_SUNDAYS", line 2'),
  forbidden: oracle(1031, 'insufficient privileges'),
  deadlock: oracle(60, 'deadlock detected while waiting for resource'),
  lost: failure('NJS-500: connection to the Oracle Database was broken', { code: 'NJS-500' }),
  timeout: failure('NJS-123: call timeout of 1000 ms exceeded', { code: 'NJS-123' }),
  stale: oracle(942, 'table or view does not exist'),
}

// https://www.cockroachlabs.com/docs/stable/common-errors
const onCockroachdb: Failures = {
  unique: cockroach('23505', 'duplicate key value violates unique constraint "products_sku"', {
    constraint: 'products_sku',
    detail: "Key (sku)=('B-1') already exists.",
  }),
  foreignKey: cockroach(
    '23503',
    'insert on table "products" violates foreign key constraint "products_maker"',
    {
      constraint: 'products_maker',
      detail: 'Key (maker_id)=(7) is not present in table "makers".',
    },
  ),
  referred: cockroach(
    '23503',
    'delete on table "products" violates foreign key constraint "stock_product" on table "stock"',
    { constraint: 'stock_product', detail: 'Key (id)=(1) is still referenced from table "stock".' },
  ),
  notNull: cockroach('23502', 'null value in column "name" violates not-null constraint', {
    column: 'name',
  }),
  check: cockroach('23514', 'failed to satisfy CHECK constraint (price > 0)', {
    constraint: 'price_positive',
  }),
  tooLong: cockroach('22001', 'value too long for type VARCHAR(10)'),
  outOfRange: cockroach('22003', 'integer out of range for type int4'),
  misfit: cockroach('22P02', 'could not parse "x" as type int: invalid syntax'),
  trigger: cockroach('P0001', 'No sales on Sundays'),
  forbidden: cockroach('42501', 'user a does not have INSERT privilege on relation products'),
  deadlock: cockroach(
    '40001',
    'restart transaction: TransactionRetryWithProtoRefreshError: TransactionRetryError: retry txn (RETRY_SERIALIZABLE)',
  ),
  lost: cockroach('57P01', 'server is shutting down'),
  timeout: cockroach('57014', 'query execution canceled due to statement timeout'),
  stale: cockroach('42P01', 'relation "products" does not exist'),
}

const VENDORS: readonly (readonly [DialectName, Failures])[] = [
  ['mysql', onMysql],
  ['mssql', onMssql],
  ['oracle', onOracle],
  ['cockroachdb', onCockroachdb],
]

describe.each(VENDORS)('errors of %s', (name, failures) => {
  const dialect = dialectFor(name)
  const write: ErrorContext = { kind: 'write', table: tableOn(name), rows: ROWS }
  const one: ErrorContext = { ...write, rows: [new Map([['name', 'a long name']])] }
  const map = (error: unknown, context = write): EngineError => {
    const mapped = dialect.mapError(error, context)
    if (mapped === null) throw new Error('The error has no name.')
    expect(mapped.cause === undefined || mapped.cause === error).toBe(true)
    return mapped
  }
  const inName = { collection: 'products', field: 'name', value: 'a long name' }

  it('names what is taken', () => {
    const error = map(failures.unique)
    expect(error).toBeInstanceOf(UniqueViolationError)
    expect(error).toMatchObject({
      code: 'RECORD_NOT_UNIQUE',
      columns: ['sku'],
      constraint: 'products_sku',
      details: { collection: 'products', field: 'sku', value: 'B-1' },
    })
  })

  it('names the link that leads nowhere, and none where others link here', () => {
    expect(map(failures.foreignKey)).toMatchObject({
      code: 'INVALID_FOREIGN_KEY',
      details: { collection: 'products', field: 'maker_id', value: '7' },
    })
    const referred = map(failures.referred, { ...write, rows: [] })
    expect(referred).toBeInstanceOf(ForeignKeyViolationError)
    expect(referred.details).toMatchObject({ field: null })
  })

  it.each([
    ['notNull', 'NOT_NULL_VIOLATION', { collection: 'products', field: 'name' }],
    ['tooLong', 'VALUE_TOO_LONG', inName],
    ['outOfRange', 'VALUE_OUT_OF_RANGE', inName],
  ] as const)('%s is %s of the field', (kind, code, details) => {
    expect(map(failures[kind], one)).toMatchObject({ code, details })
  })

  it('names the check', () => {
    const error = map(failures.check)
    expect(error.code).toBe('INVALID_PAYLOAD')
    expect(error.message).toContain('"price_positive"')
  })

  it.each([
    ['misfit', 'INVALID_PAYLOAD'],
    ['trigger', 'INVALID_PAYLOAD'],
    ['forbidden', 'FORBIDDEN'],
    ['deadlock', 'SERVICE_UNAVAILABLE'],
    ['lost', 'SERVICE_UNAVAILABLE'],
    ['timeout', 'OUT_OF_TIME'],
  ] as const)('%s is %s', (kind, code) => {
    expect(map(failures[kind]).code).toBe(code)
  })

  it('is about the query where nothing is written', () => {
    expect(map(failures.misfit, READ).code).toBe('INVALID_QUERY')
    expect(map(failures.outOfRange, READ).code).toBe('INVALID_QUERY')
  })

  it('tells what is worth another try', () => {
    for (const [kind, error] of Object.entries(failures) as [keyof Failures, Error][]) {
      expect([kind, dialect.isRetryable(error)]).toEqual([kind, kind === 'deadlock'])
      expect([kind, dialect.isConnectionLost(error)]).toEqual([kind, kind === 'lost'])
      expect([kind, dialect.isStaleSchema(error)]).toEqual([kind, kind === 'stale'])
    }
  })

  it('leaves bugs alone', () => {
    expect(dialect.mapError(new TypeError('x is not a function'), write)).toBe(null)
    expect(dialect.mapError(undefined, write)).toBe(null)
  })
})
