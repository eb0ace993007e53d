import { CompiledQuery } from 'kysely'

const SLOW: Readonly<Record<string, string>> = {
  sqlite: `with recursive c(x) as (select 1 union all select x + 1 from c where x < 100000000000) select count(*) from c`,
  postgres: `select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b`,
  cockroachdb: `select count(*) from generate_series(1, 100000) a, generate_series(1, 100000) b`,
  mariadb: `select count(*) from seq_1_to_100000 a, seq_1_to_100000 b`,
  mysql: `select count(*) from information_schema.columns a, information_schema.columns b, information_schema.columns c`,
}

/** A statement that runs for minutes and, until its end, answers no row. */
export function slowStatement(dialect: string): CompiledQuery {
  return CompiledQuery.raw(SLOW[dialect] ?? SLOW['mariadb'] ?? '')
}
