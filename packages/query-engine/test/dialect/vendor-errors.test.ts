import { ConnectionLostError } from '@relvar/schema-introspect'
import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { dialectFor } from '../../src/dialect/dialects.js'
import type { EngineError } from '../../src/index.js'
import { cockroach, mssql, mysql, oracle, READ, ROWS, tableOn } from '../support/driver-errors.js'

describe('errors of one vendor alone', () => {
  const map = (name: DialectName, error: unknown): EngineError | null =>
    dialectFor(name).mapError(error, { kind: 'write', table: tableOn(name), rows: ROWS })

  it('SQL Server has several at once, which Kysely hands over as a list', () => {
    const unique = mssql(
      2627,
      "Violation of UNIQUE KEY constraint 'products_sku'. Cannot insert duplicate key in object 'shop.products'. The duplicate key value is (B-1).",
    )
    const deadlock = mssql(
      1205,
      'Transaction (Process ID 52) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
    )
    const terminated = mssql(3621, 'The statement has been terminated.')
    for (const error of [[terminated, unique], new AggregateError([terminated, unique])]) {
      expect(map('mssql', error)?.code).toBe('RECORD_NOT_UNIQUE')
      expect(dialectFor('mssql').isRetryable(error)).toBe(false)
    }
    expect(dialectFor('mssql').isRetryable([terminated, deadlock])).toBe(true)
  })

  it('SQLite loses a connection with its process', () => {
    const error = new ConnectionLostError('The SQLite worker has ended.')
    expect(map('sqlite', error)?.code).toBe('SERVICE_UNAVAILABLE')
    expect(dialectFor('sqlite').isConnectionLost(error)).toBe(true)
  })

  it('SQL Server names a unique index after its table', () => {
    const message =
      "Cannot insert duplicate key row in object 'shop.products' with unique index 'products_sku'. The duplicate key value is (B-1)."
    expect(map('mssql', mssql(2601, message))).toMatchObject({
      columns: ['sku'],
      constraint: 'products_sku',
      details: { value: 'B-1' },
    })
  })

  it('SQL Server tells of a primary key by its kind', () => {
    const message =
      "Violation of PRIMARY KEY constraint 'PK__products__3213E83F'. Cannot insert duplicate key in object 'shop.products'. The duplicate key value is (1)."
    expect(map('mssql', mssql(2627, message))).toMatchObject({ columns: ['id'] })
  })

  it('SQL Server knows no column of what is too long before 2019', () => {
    const error = mssql(8152, 'String or binary data would be truncated.')
    expect(map('mssql', error)).toMatchObject({ code: 'VALUE_TOO_LONG', details: { field: null } })
  })

  it.each([
    ['mssql', mssql(8152, 'String or binary data would be truncated.')],
    ['oracle', oracle(1461, 'can bind a LONG value only for insert into a LONG column')],
    ['oracle', oracle(1460, 'unimplemented or unreasonable conversion requested')],
  ] as const)('a text that is too long to be compared is no query, %s', (name, error) => {
    expect(dialectFor(name).mapError(error, READ)?.code).toBe('INVALID_QUERY')
  })

  // https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors
  it.each([
    [249, 'The type "geometry" is not comparable. It cannot be used in the GROUP BY clause.'],
    [
      305,
      'The XML data type cannot be compared or sorted, except when using the IS NULL operator.',
    ],
    [403, 'Invalid operator for data type. Operator equals equal to, type equals geometry.'],
    [421, 'The geometry data type cannot be selected as DISTINCT because it is not comparable.'],
    [8117, 'Operand data type geometry is invalid for max operator.'],
  ])('SQL Server compares no values of some types, %i', (number, message) => {
    expect(dialectFor('mssql').mapError(mssql(number, message), READ)?.code).toBe('INVALID_QUERY')
  })

  it('Oracle appends the table and its columns since version 23', () => {
    const message =
      'unique constraint (SHOP.products_sku) violated on table SHOP.products columns (sku)'
    expect(map('oracle', oracle(1, message))).toMatchObject({ columns: ['sku'] })
  })

  it.each([
    [
      'mssql',
      mssql(
        1505,
        "The CREATE UNIQUE INDEX statement terminated because a duplicate key was found for the object name 'shop.products' and the index name 'products_sku'. The duplicate key value is (B-1).",
      ),
      { code: 'RECORD_NOT_UNIQUE', columns: ['sku'], details: { value: 'B-1' } },
    ],
    [
      'oracle',
      oracle(2299, 'cannot validate (SHOP.products_sku) - duplicate keys found'),
      { code: 'RECORD_NOT_UNIQUE', columns: ['sku'] },
    ],
    [
      'oracle',
      oracle(2298, 'cannot validate (SHOP.products_maker) - parent keys not found'),
      { code: 'INVALID_FOREIGN_KEY', details: { field: 'maker_id' } },
    ],
    [
      'oracle',
      oracle(2293, 'cannot validate (SHOP.price_positive) - check constraint violated'),
      { code: 'INVALID_PAYLOAD', message: expect.stringContaining('"price_positive"') },
    ],
  ] as const)(
    '%s names a constraint that rows do not pass where it is made',
    (name, error, known) => {
      expect(map(name, error)).toMatchObject(known)
    },
  )

  it('MySQL cuts lists at max_allowed_packet, and finds that they are no JSON', () => {
    const error = mysql(
      3141,
      'Invalid JSON text in argument 1 to function cast_as_json: "Missing a comma" at position 16777216.',
    )
    expect(dialectFor('mysql').mapError(error, READ)?.code).toBe('INVALID_QUERY')
  })

  // https://dev.mysql.com/blog-archive/geographic-indexes-in-innodb/
  it('MySQL has columns of one reference system', () => {
    const error = mysql(3643, 'The SRID of the geometry does not match the SRID of the column.')
    expect(map('mysql', error)?.code).toBe('INVALID_PAYLOAD')
  })

  // Since 8.0.16: https://bugs.mysql.com/bug.php?id=93513
  it('MySQL compares no date with what is none', () => {
    const error = mysql(1525, "Incorrect DATE value: ''")
    expect(dialectFor('mysql').mapError(error, READ)?.code).toBe('INVALID_QUERY')
  })

  // https://www.cockroachlabs.com/docs/v23.2/common-errors
  it.each([
    ['40003', 'result is ambiguous: error=rpc error', 'Nobody knows whether the change was made.'],
    ['53200', 'root: memory budget exceeded', 'The database lacks memory or space for this.'],
  ])('CockroachDB tells of servers that fail, %s', (code, said, message) => {
    const error = cockroach(code, said)
    expect(map('cockroachdb', error)).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.stringContaining(message),
    })
    expect(dialectFor('cockroachdb').isRetryable(error)).toBe(false)
  })

  it('CockroachDB has features that it lacks, which is no schema that changed', () => {
    const error = cockroach('0A000', 'unimplemented: this syntax')
    expect(dialectFor('cockroachdb').isStaleSchema(error)).toBe(false)
    expect(dialectFor('postgres').isStaleSchema(error)).toBe(true)
  })
})

// https://www.postgresql.org/docs/current/errcodes-appendix.html: program_limit_exceeded
it('tells of an answer that PostgreSQL has no text long enough for', () => {
  const failed = cockroach('54000', 'out of memory')
  const error = dialectFor('postgres').mapError(failed, READ)
  expect(error).toMatchObject({ code: 'INVALID_QUERY', cause: failed })
  expect(error?.message).toContain('ask for fewer rows')
})

// https://mariadb.com/kb/en/server-system-variables/#max_session_mem_used
it('tells of a query that takes more memory than a session of MariaDB may hold', () => {
  const said = (option: string): Error =>
    mysql(
      1290,
      `The MariaDB server is running with the ${option} option so it cannot execute this statement`,
    )
  const mariadb = dialectFor('mariadb')
  expect(mariadb.mapError(said('--max-session-mem-used=1073741824'), READ)).toMatchObject({
    code: 'INVALID_QUERY',
    message: expect.stringContaining('larger than the database allows'),
  })
  const unfulfilled = mysql(5, 'Out of memory (Needed 1586111504 bytes)')
  expect(mariadb.mapError(unfulfilled, READ)?.code).toBe('INVALID_QUERY')
  expect(mariadb.mapError(said('--read-only'), READ)?.code).toBe('FORBIDDEN')
})
