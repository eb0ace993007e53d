import type { DialectName } from '@relvar/schema-introspect/model'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.js'

type Sql = RawBuilder<unknown>

/** Where the jobs are. */
export interface JobsAt {
  readonly dialect: DialectName
  readonly namespace: string
  readonly table: string
}

/** Some rows, taken by exactly one of all who want them, and what becomes of them. */
export interface Taking {
  readonly where: Sql
  /** Those that come first by priority, then by id; else whichever. */
  readonly first?: boolean
  readonly limit: number
  /** What is set, or that they go. */
  readonly change: Sql | 'delete'
}

export type TakenRow = Readonly<Record<(typeof COLUMNS)[number], unknown>>

/** Nothing that is set here: some vendors answer rows as they were, others as they are. */
const COLUMNS = ['id', 'kind', 'payload', 'attempts', 'max_attempts', 'unique_key'] as const

/**
 * Takes rows that nobody else is taking at this moment and changes them. No row is waited for, and no
 * row is taken twice, however many take at once.
 */
export async function take(db: Database, at: JobsAt, taking: Taking): Promise<readonly TakenRow[]> {
  switch (at.dialect) {
    case 'mariadb':
    case 'mysql':
      return db.transaction().execute(async (trx) => {
        const { rows } = await mysqlLock(at, taking).execute(trx)
        if (rows.length > 0) await changeRows(at, taking, rows.map(idOf)).execute(trx)
        return rows
      })
    case 'oracle':
      return db.transaction().execute(async (trx) => {
        const rows = await oracleLocked(trx, at, taking)
        if (rows.length > 0) await changeRows(at, taking, rows.map(idOf)).execute(trx)
        return rows
      })
    default:
      return (await takeStatement(at.dialect)(at, taking).execute(db)).rows
  }
}

/** The texts that `take` runs on a vendor, in order: for tests. */
export function takeStatements(at: JobsAt, taking: Taking): readonly Sql[] {
  switch (at.dialect) {
    case 'mariadb':
    case 'mysql':
      return [mysqlLock(at, taking), changeRows(at, taking, ['id'])]
    case 'oracle':
      return [
        oracleCandidates(at, taking),
        oracleLock(at, taking, 'id'),
        changeRows(at, taking, ['id']),
      ]
    default:
      return [takeStatement(at.dialect)(at, taking)]
  }
}

type OneStatement = Exclude<DialectName, 'mariadb' | 'mysql' | 'oracle'>
type Statement = (at: JobsAt, taking: Taking) => RawBuilder<TakenRow>

function takeStatement(dialect: OneStatement): Statement {
  return STATEMENTS[dialect]
}

/** https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE */
const postgres: Statement = (at, taking) => {
  const rows = sql`select ${sql.id('id')} from ${tableOf(at)} where ${taking.where}${orderOf(taking)} limit ${sql.lit(taking.limit)} for update skip locked`
  const change =
    taking.change === 'delete'
      ? sql`delete from ${tableOf(at)} as ${sql.id('j')} using ${sql.id('c')}`
      : sql`update ${tableOf(at)} as ${sql.id('j')} set ${taking.change} from ${sql.id('c')}`
  return sql`with ${sql.id('c')} as (${rows}) ${change} where ${sql.id('j', 'id')} = ${sql.id('c', 'id')} returning ${columnsOf('j')}`
}

const STATEMENTS: Readonly<Record<OneStatement, Statement>> = {
  postgres,
  /** https://www.cockroachlabs.com/docs/stable/select-for-update */
  cockroachdb: postgres,
  /**
   * READPAST goes past rows that others have locked:
   * https://learn.microsoft.com/en-us/sql/t-sql/queries/hints-transact-sql-table
   */
  mssql: (at, taking) => {
    const rows = sql`select top (${sql.lit(taking.limit)}) * from ${tableOf(at)} with (readpast, updlock, rowlock) where ${taking.where}${orderOf(taking)}`
    const change =
      taking.change === 'delete'
        ? sql`delete from ${sql.id('j')} output ${columnsOf('deleted')}`
        : sql`update ${sql.id('j')} set ${taking.change} output ${columnsOf('inserted')}`
    return sql`with ${sql.id('j')} as (${rows}) ${change}`
  },
  /** One writer at a time, so nothing has to be skipped. */
  sqlite: (at, taking) => {
    const rows = sql`select ${sql.id('id')} from ${tableOf(at)} where ${taking.where}${orderOf(taking)} limit ${sql.lit(taking.limit)}`
    const change =
      taking.change === 'delete'
        ? sql`delete from ${tableOf(at)}`
        : sql`update ${tableOf(at)} set ${taking.change}`
    return sql`${change} where ${sql.id('id')} in (${rows}) returning ${columnsOf()}`
  },
}

/**
 * InnoDB locks every row that it looks at, also those that a sort then leaves out, and others would
 * skip them all. So the index that has the order is named.
 *
 * https://mariadb.com/kb/en/select/#skip-locked, https://dev.mysql.com/doc/refman/8.4/en/innodb-locking-reads.html
 */
function mysqlLock(at: JobsAt, taking: Taking): RawBuilder<TakenRow> {
  const index =
    taking.first === true
      ? sql` force index (${sql.id(`${at.table}_state_priority_id_index`)})`
      : sql``
  return sql`select ${columnsOf()} from ${tableOf(at)}${index} where ${taking.where}${orderOf(taking)} limit ${sql.lit(taking.limit)} for update skip locked`
}

/** Candidates beyond those wanted, for the case that others take the first. */
const MORE_CANDIDATES = 20

/**
 * A row limit and FOR UPDATE exclude each other there, so candidates are looked up first and then locked
 * one by one, each with the condition anew: who was faster has changed it, or has it locked.
 */
async function oracleLocked(
  trx: Database,
  at: JobsAt,
  taking: Taking,
): Promise<readonly TakenRow[]> {
  const { rows: candidates } = await oracleCandidates(at, taking).execute(trx)
  const taken: TakenRow[] = []
  for (const { id } of candidates) {
    if (taken.length === taking.limit) break
    const { rows } = await oracleLock(at, taking, id).execute(trx)
    taken.push(...rows)
  }
  return taken
}

function oracleCandidates(at: JobsAt, taking: Taking): RawBuilder<{ readonly id: string }> {
  const limit = sql.lit(taking.limit + MORE_CANDIDATES)
  return sql`select ${sql.id('id')} from ${tableOf(at)} where ${taking.where}${orderOf(taking)} fetch first ${limit} rows only`
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/SELECT.html (for_update_clause) */
function oracleLock(at: JobsAt, taking: Taking, id: string): RawBuilder<TakenRow> {
  return sql`select ${columnsOf()} from ${tableOf(at)} where ${sql.id('id')} = ${id} and ${taking.where} for update skip locked`
}

/** The second step where there are two: the rows are locked by now. */
function changeRows(at: JobsAt, { change }: Taking, ids: readonly string[]): Sql {
  const verb =
    change === 'delete' ? sql`delete from ${tableOf(at)}` : sql`update ${tableOf(at)} set ${change}`
  return sql`${verb} where ${sql.id('id')} in (${sql.join(ids)})`
}

function tableOf({ namespace, table }: JobsAt): Sql {
  return sql.id(namespace, table)
}

function orderOf({ first }: Taking): Sql {
  return first === true ? sql` order by ${sql.id('priority')}, ${sql.id('id')}` : sql``
}

function columnsOf(alias?: string): Sql {
  return sql.join(COLUMNS.map((name) => (alias === undefined ? sql.id(name) : sql.id(alias, name))))
}

function idOf({ id }: TakenRow): string {
  return String(id)
}
