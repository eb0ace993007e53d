import { OracleQueryCompiler } from '@relvar/kysely-oracle'
import type { DialectName } from '@relvar/schema-introspect/model'
import {
  createQueryId,
  MssqlQueryCompiler,
  MysqlQueryCompiler,
  PostgresQueryCompiler,
  type QueryCompiler,
  type RawBuilder,
  sql,
  SqliteQueryCompiler,
} from 'kysely'
import { expect, it } from 'vitest'
import { fromNow, now } from '../src/clock.js'
import { type JobsAt, takeStatements } from '../src/take.js'

const COMPILERS: Readonly<Record<DialectName, QueryCompiler>> = {
  postgres: new PostgresQueryCompiler(),
  cockroachdb: new PostgresQueryCompiler(),
  mariadb: new MysqlQueryCompiler(),
  mysql: new MysqlQueryCompiler(),
  mssql: new MssqlQueryCompiler(),
  oracle: new OracleQueryCompiler(),
  sqlite: new SqliteQueryCompiler(),
}

/** A claim, and what forgets old jobs. The vendors' pages are cited in `take.ts` and `clock.ts`. */
function textsOf(dialect: DialectName): readonly string[] {
  const at: JobsAt = { dialect, namespace: 'relvar', table: 'jobs' }
  const text = (query: RawBuilder<unknown>): string =>
    COMPILERS[dialect].compileQuery(query.toOperationNode(), createQueryId()).sql
  const claim = takeStatements(at, {
    where: sql`${sql.id('state')} = ${'ready'}`,
    first: true,
    limit: 1,
    change: sql`${sql.id('due_at')} = ${fromNow(dialect, 30_000)}`,
  })
  const forget = takeStatements(at, {
    where: sql`${sql.id('due_at')} <= ${now(dialect)}`,
    limit: 500,
    change: 'delete',
  })
  return [...claim, ...forget].map(text)
}

const EXPECTED: Readonly<Record<DialectName, readonly string[]>> = {
  postgres: [
    `with "c" as (select "id" from "relvar"."jobs" where "state" = $1 order by "priority", "id" limit 1 for update skip locked) update "relvar"."jobs" as "j" set "due_at" = now() + cast($2 as double precision) * interval '1 millisecond' from "c" where "j"."id" = "c"."id" returning "j"."id", "j"."kind", "j"."payload", "j"."attempts", "j"."max_attempts", "j"."unique_key"`,
    `with "c" as (select "id" from "relvar"."jobs" where "due_at" <= now() limit 500 for update skip locked) delete from "relvar"."jobs" as "j" using "c" where "j"."id" = "c"."id" returning "j"."id", "j"."kind", "j"."payload", "j"."attempts", "j"."max_attempts", "j"."unique_key"`,
  ],
  cockroachdb: [
    `with "c" as (select "id" from "relvar"."jobs" where "state" = $1 order by "priority", "id" limit 1 for update skip locked) update "relvar"."jobs" as "j" set "due_at" = now() + cast($2 as double precision) * interval '1 millisecond' from "c" where "j"."id" = "c"."id" returning "j"."id", "j"."kind", "j"."payload", "j"."attempts", "j"."max_attempts", "j"."unique_key"`,
    `with "c" as (select "id" from "relvar"."jobs" where "due_at" <= now() limit 500 for update skip locked) delete from "relvar"."jobs" as "j" using "c" where "j"."id" = "c"."id" returning "j"."id", "j"."kind", "j"."payload", "j"."attempts", "j"."max_attempts", "j"."unique_key"`,
  ],
  mariadb: [
    'select `id`, `kind`, `payload`, `attempts`, `max_attempts`, `unique_key` from `relvar`.`jobs` force index (`jobs_state_priority_id_index`) where `state` = ? order by `priority`, `id` limit 1 for update skip locked',
    'update `relvar`.`jobs` set `due_at` = current_timestamp(3) + interval ? microsecond where `id` in (?)',
    'select `id`, `kind`, `payload`, `attempts`, `max_attempts`, `unique_key` from `relvar`.`jobs` where `due_at` <= current_timestamp(3) limit 500 for update skip locked',
    'delete from `relvar`.`jobs` where `id` in (?)',
  ],
  mysql: [
    'select `id`, `kind`, `payload`, `attempts`, `max_attempts`, `unique_key` from `relvar`.`jobs` force index (`jobs_state_priority_id_index`) where `state` = ? order by `priority`, `id` limit 1 for update skip locked',
    'update `relvar`.`jobs` set `due_at` = current_timestamp(3) + interval ? microsecond where `id` in (?)',
    'select `id`, `kind`, `payload`, `attempts`, `max_attempts`, `unique_key` from `relvar`.`jobs` where `due_at` <= current_timestamp(3) limit 500 for update skip locked',
    'delete from `relvar`.`jobs` where `id` in (?)',
  ],
  mssql: [
    `with "j" as (select top (1) * from "relvar"."jobs" with (readpast, updlock, rowlock) where "state" = @1 order by "priority", "id") update "j" set "due_at" = dateadd(second, @2, dateadd(millisecond, @3, sysdatetimeoffset())) output "inserted"."id", "inserted"."kind", "inserted"."payload", "inserted"."attempts", "inserted"."max_attempts", "inserted"."unique_key"`,
    `with "j" as (select top (500) * from "relvar"."jobs" with (readpast, updlock, rowlock) where "due_at" <= sysdatetimeoffset()) delete from "j" output "deleted"."id", "deleted"."kind", "deleted"."payload", "deleted"."attempts", "deleted"."max_attempts", "deleted"."unique_key"`,
  ],
  oracle: [
    `select "id" from "relvar"."jobs" where "state" = :1 order by "priority", "id" fetch first 21 rows only`,
    `select "id", "kind", "payload", "attempts", "max_attempts", "unique_key" from "relvar"."jobs" where "id" = :1 and "state" = :2 for update skip locked`,
    `update "relvar"."jobs" set "due_at" = systimestamp + numtodsinterval(:1, 'SECOND') where "id" in (:2)`,
    `select "id" from "relvar"."jobs" where "due_at" <= systimestamp fetch first 520 rows only`,
    `select "id", "kind", "payload", "attempts", "max_attempts", "unique_key" from "relvar"."jobs" where "id" = :1 and "due_at" <= systimestamp for update skip locked`,
    `delete from "relvar"."jobs" where "id" in (:1)`,
  ],
  sqlite: [
    `update "relvar"."jobs" set "due_at" = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?) where "id" in (select "id" from "relvar"."jobs" where "state" = ? order by "priority", "id" limit 1) returning "id", "kind", "payload", "attempts", "max_attempts", "unique_key"`,
    `delete from "relvar"."jobs" where "id" in (select "id" from "relvar"."jobs" where "due_at" <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now') limit 500) returning "id", "kind", "payload", "attempts", "max_attempts", "unique_key"`,
  ],
}

it.each(Object.keys(COMPILERS) as DialectName[])('the statements on %s', (dialect) => {
  expect(textsOf(dialect)).toEqual(EXPECTED[dialect])
})
