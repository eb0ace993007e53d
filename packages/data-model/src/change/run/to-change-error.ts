import {
  DatabaseUnavailableError,
  EngineError,
  ForbiddenError,
  ForeignKeyViolationError,
  mapDatabaseError,
  UniqueViolationError,
  ValueTooLongError,
} from '@relvar/query-engine'
import { DatabaseBusyError } from '@relvar/schema-introspect'
import type { DialectName, Table } from '@relvar/schema-introspect/model'
import { ChangeRefusedError, ContainsNullValuesError, SchemaChangedError } from '../errors.js'
import { type FailureKind, failureKindOf } from './failure-kinds.js'

/** A table as it was before a change and as it is to be; null where it is not there. */
export interface TwoTables {
  readonly before: Table | null
  readonly after: Table | null
}

/** Of a failure that is about no table. */
export const NO_TABLE: TwoTables = { before: null, after: null }

/**
 * What a statement failed with, as one of our errors: never SQL or a driver's words. What is ours
 * already stays.
 *
 * @param tables the table that the statement was about
 */
export function toChangeError(
  dialect: DialectName,
  error: unknown,
  { before, after }: TwoTables,
  statement: string,
): unknown {
  if (error instanceof EngineError) return error
  if (error instanceof DatabaseBusyError)
    return new DatabaseUnavailableError(error.message, { cause: error })
  const kind = failureKindOf(dialect, error, before, statement)
  if (kind === 'forbidden') return lacksRights(dialect, error)
  if (kind !== null) return ofKind(kind, before, error, statement)
  // Constraints that were to be made are those of the table as it is to be.
  const mapped = mapDatabaseError(dialect, error, after ?? before)
  if (mapped !== null) return mapped
  if (!isOfDatabase(error)) return error
  return refused('unsupported', 'The database refused a statement of the change.', error)
}

/** Anything else is a mistake of ours, and stays what it is. */
function isOfDatabase(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ['code', 'errno', 'errcode', 'number', 'errorNum'].some((key) => key in error)
}

function refused(
  refusal: ChangeRefusedError['refusal'],
  reason: string,
  cause: unknown,
): ChangeRefusedError {
  return new ChangeRefusedError(refusal, reason, { cause })
}

const ITS_TABLES = 'CREATE, ALTER, INDEX, REFERENCES and DROP on the database'

/**
 * What an account needs to change a schema.
 *
 * @see https://www.postgresql.org/docs/current/ddl-priv.html
 * @see https://mariadb.com/kb/en/grant/
 * @see https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-transact-sql#permissions
 * @see https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ALTER-TABLE.html
 */
const NEEDED: Readonly<Record<DialectName, string>> = {
  postgres: 'CREATE on the schema, and to own the tables',
  cockroachdb: 'CREATE and DROP on the database and its tables',
  mariadb: ITS_TABLES,
  mysql: ITS_TABLES,
  mssql: 'CREATE TABLE in the database, ALTER on the schema, and REFERENCES on what is linked to',
  oracle: 'CREATE TABLE, and to own the tables or ALTER on them',
  sqlite: 'to write to the file and its folder',
}

function lacksRights(dialect: DialectName, cause: unknown): ForbiddenError {
  return new ForbiddenError(
    `The account that Relvar uses may not change the schema of the database. It needs ${NEEDED[dialect]}.`,
    { cause },
  )
}

function ofKind(
  kind: Exclude<FailureKind, 'forbidden'>,
  table: Table | null,
  cause: unknown,
  statement: string,
): EngineError {
  const collection = table?.id ?? null
  const options = { cause }
  switch (kind) {
    case 'null': {
      const field = columnIn(cause, table) ?? columnOf(statement)
      return new ContainsNullValuesError(collection, field, options)
    }
    case 'too-long':
      return new ValueTooLongError(
        { collection, field: columnIn(cause, table), value: null },
        options,
      )
    case 'unique': {
      const details = { collection, field: null, value: null }
      return new UniqueViolationError(details, [], null, options)
    }
    case 'foreign-key':
      return new ForeignKeyViolationError({ collection, field: null, value: null }, options)
    case 'changed':
      return new SchemaChangedError(options)
    case 'busy':
      return new DatabaseUnavailableError('Others are in the way; try again.', options)
    case 'in-use':
      return refused('in-use', 'Something else in the database depends on it.', cause)
    case 'name-taken':
      return refused('name-taken', 'The database has something of that name already.', cause)
    case 'invalid-type':
      return refused('invalid-type', 'The type cannot be, or values do not fit it.', cause)
    case 'row-too-wide':
      return refused(
        'invalid-type',
        'All columns of the table together are wider than a row of this database may be. Shorten its strings, or make long ones texts.',
        cause,
      )
    case 'invalid-default':
      return refused('invalid-default', 'The default is no value of its column.', cause)
    case 'invalid-foreign-key':
      return refused('invalid-foreign-key', 'The database does not allow this foreign key.', cause)
    case 'new-value':
      return refused(
        'unsupported',
        'A value that a type is given can be used only after that: make two changes of it.',
        cause,
      )
    case 'invalid-expression':
      return refused(
        'invalid-expression',
        'The database does not understand a piece of SQL.',
        cause,
      )
  }
}

/** The column that the message names, if it is one of the table. */
function columnIn(error: unknown, table: Table | null): string | null {
  const { column, message = '' } = error as { readonly column?: string; readonly message?: string }
  const names = table?.columns.map(({ name }) => name) ?? []
  if (column !== undefined && names.includes(column)) return column
  const quoted = /(?:column|NOT NULL constraint failed:)\s+(?:[\w"`[\]]+\.)?["'`[]?([^"'`\]\s,]+)/i
  const [, named] = quoted.exec(message) ?? []
  return named !== undefined && names.includes(named) ? named : null
}

/** The column that Oracle changes or adds: what it says of NULLs names none. */
function columnOf(statement: string): string | null {
  return /^alter table .+ (?:modify|add) \(?"([^"]+)"/.exec(statement)?.[1] ?? null
}
