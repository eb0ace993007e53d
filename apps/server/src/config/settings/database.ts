import { choice, duration, flag, integer, list, text } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** The database that is served. */
export interface DatabaseSettings {
  readonly DATABASE_URL: string | null
  readonly DB_CLIENT:
    | 'pg'
    | 'postgres'
    | 'mysql'
    | 'mariadb'
    | 'sqlite3'
    | 'mssql'
    | 'oracledb'
    | 'cockroachdb'
    | null
  readonly DB_CONNECTION_STRING: string | null
  readonly DB_HOST: string | null
  readonly DB_PORT: number | null
  readonly DB_DATABASE: string | null
  readonly DB_USER: string | null
  readonly DB_PASSWORD: string | null
  readonly DB_FILENAME: string | null
  readonly DB_SSL: boolean
  readonly DB_SCHEMAS: readonly string[] | null
  readonly DB_EXCLUDE_TABLES: readonly string[]
  readonly DB_POOL__MAX: number
  readonly DB_POOL__ACQUIRE_TIMEOUT_MILLIS: number
  readonly DB_STATEMENT_TIMEOUT: number
  readonly DB_SCHEMA_INTERVAL: number
  readonly DB_HEALTHCHECK_THRESHOLD: number
}

export const databaseVariables: Variables<DatabaseSettings> = {
  DATABASE_URL: {
    type: text,
    default: null,
    secret: true,
    about:
      'The database to serve: `postgres://user:password@host/name`, `mysql://…`, `mariadb://…`, `sqlite:path/to/file`. Without it (and without the `DB_*` form below) a sample shop is created and served.',
  },
  DB_CLIENT: {
    type: choice(
      'pg',
      'postgres',
      'mysql',
      'mariadb',
      'sqlite3',
      'mssql',
      'oracledb',
      'cockroachdb',
    ),
    default: null,
    about:
      'The kind of database, where it is described by the `DB_*` variables instead of `DATABASE_URL`.',
  },
  DB_CONNECTION_STRING: {
    type: text,
    default: null,
    secret: true,
    about: 'A whole connection URL; another name of `DATABASE_URL`.',
  },
  DB_HOST: {
    type: text,
    default: null,
    about: 'With `DB_CLIENT`: the host of the database, `localhost` where it is left out.',
  },
  DB_PORT: {
    type: integer(1, 65_535),
    default: null,
    about: "With `DB_CLIENT`: its port, the vendor's own where it is left out.",
  },
  DB_DATABASE: {
    type: text,
    default: null,
    about: 'With `DB_CLIENT`: the name of the database.',
  },
  DB_USER: {
    type: text,
    default: null,
    about: 'With `DB_CLIENT`: the account.',
  },
  DB_PASSWORD: {
    type: text,
    default: null,
    secret: true,
    about: 'With `DB_CLIENT`: its password.',
  },
  DB_FILENAME: {
    type: text,
    default: null,
    about: 'With `DB_CLIENT=sqlite3`: the file.',
  },
  DB_SSL: {
    type: flag,
    default: 'false',
    about: 'With `DB_CLIENT`: encrypts the connection and verifies the certificate of the server.',
  },
  DB_SCHEMAS: {
    type: list,
    default: null,
    about:
      'The schemas to serve, for databases that have several. All that the account can see, where it is left out.',
  },
  DB_EXCLUDE_TABLES: {
    type: list,
    default: 'spatial_ref_sys,sysdiagrams',
    about: 'Tables and views that are not served, by name or as `schema.name`.',
  },
  DB_POOL__MAX: {
    type: integer(1, 1000),
    default: '10',
    about:
      'Connections that are open at the same time, at the most. Exports and other streams may hold all but one of them; a change of tables takes two on MySQL, MariaDB and Oracle.',
  },
  DB_POOL__ACQUIRE_TIMEOUT_MILLIS: {
    type: duration(1, day),
    default: '10s',
    about: 'How long a request waits for a free connection (then 503 `SERVICE_UNAVAILABLE`).',
  },
  DB_STATEMENT_TIMEOUT: {
    type: duration(10, day),
    default: '30s',
    about: 'How long one statement may take before the database ends it (408 `OUT_OF_TIME`).',
  },
  DB_SCHEMA_INTERVAL: {
    type: duration(100, day),
    default: '2s',
    about:
      'How often the database is asked whether its tables have changed. `POST /utils/cache/clear` asks at once.',
  },
  DB_HEALTHCHECK_THRESHOLD: {
    type: duration(1, day),
    default: '150',
    about: 'An answer of the database that takes longer makes `/server/health` warn.',
  },
}
