import type { DialectName } from '@relvar/schema-introspect/model'
import { cockroachDdl } from './cockroachdb.js'
import type { Ddl } from './ddl.js'
import { mariadbDdl } from './mariadb.js'
import { mssqlDdl } from './mssql.js'
import { oracleDdl } from './oracle.js'
import { postgresDdl } from './postgres.js'
import { sqliteDdl } from './sqlite/index.js'

/** The DDL of each vendor; MySQL's is MariaDB's with types and defaults of its own. */
export const ddls: Readonly<Record<DialectName, Ddl>> = {
  postgres: postgresDdl,
  cockroachdb: cockroachDdl,
  mariadb: mariadbDdl,
  mysql: mariadbDdl,
  mssql: mssqlDdl,
  oracle: oracleDdl,
  sqlite: sqliteDdl,
}
