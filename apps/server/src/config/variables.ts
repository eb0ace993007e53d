import {
  choice,
  decimal,
  duration,
  flag,
  identifier,
  integer,
  limit,
  list,
  origins,
  proxies,
  size,
  text,
} from './value-types.js'
import type { Origins, TrustedProxies, ValueType } from './value-types.js'

/**
 * Every setting of the server, under the name that it has everywhere: in the environment, in messages
 * and in the docs. Those that the reference has bear its names; ours are named alike.
 */
export interface Settings {
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

  readonly HOST: string
  readonly PORT: number
  readonly UNIX_SOCKET_PATH: string | null
  readonly PUBLIC_URL: string | null
  readonly SYSTEM_PREFIX: string
  readonly SYSTEM_NAMESPACE: string | null
  readonly METADATA_URL: string | null
  readonly ROOT_REDIRECT: string | null
  readonly ROBOTS_TXT: string
  readonly SERVER_SHUTDOWN_TIMEOUT: number
  readonly OPENAPI_ENABLED: boolean
  readonly HEALTHCHECK_ENABLED: boolean
  readonly SERVER_TIMING: boolean

  readonly SECRET: string | null
  readonly ADMIN_EMAIL: string | null
  readonly ADMIN_PASSWORD: string | null
  readonly ADMIN_TOKEN: string | null
  readonly ACCESS_TOKEN_TTL: number
  readonly REFRESH_TOKEN_TTL: number
  readonly REFRESH_TOKEN_COOKIE_NAME: string | null
  readonly REFRESH_TOKEN_COOKIE_DOMAIN: string | null
  readonly REFRESH_TOKEN_COOKIE_SECURE: boolean | null
  readonly REFRESH_TOKEN_COOKIE_SAME_SITE: SameSite
  readonly SESSION_COOKIE_TTL: number
  readonly SESSION_COOKIE_NAME: string | null
  readonly SESSION_COOKIE_DOMAIN: string | null
  readonly SESSION_COOKIE_SECURE: boolean | null
  readonly SESSION_COOKIE_SAME_SITE: SameSite
  readonly SESSION_REFRESH_GRACE_PERIOD: number
  readonly LOGIN_STALL_TIME: number
  readonly REGISTER_STALL_TIME: number
  readonly EMAIL_VERIFICATION_TOKEN_TTL: number
  readonly USER_INVITE_TOKEN_TTL: number
  readonly PASSWORD_RESET_URL_ALLOW_LIST: readonly string[]
  readonly USER_INVITE_URL_ALLOW_LIST: readonly string[]
  readonly USER_REGISTER_URL_ALLOW_LIST: readonly string[]
  readonly IP_TRUST_PROXY: TrustedProxies
  readonly IP_CUSTOM_HEADER: string | null

  readonly RETENTION_ENABLED: boolean
  readonly ACTIVITY_RETENTION: number
  readonly REVISIONS_RETENTION: number
  readonly EMAIL_FROM: string
  readonly SMTP_URL: string | null
  readonly EMAIL_SMTP_HOST: string | null
  readonly EMAIL_SMTP_PORT: number | null
  readonly EMAIL_SMTP_USER: string | null
  readonly EMAIL_SMTP_PASSWORD: string | null
  readonly EMAIL_SMTP_SECURE: boolean
  readonly EMAIL_TEMPLATES_PATH: string | null

  readonly CORS_ENABLED: boolean
  readonly CORS_ORIGIN: Origins
  readonly CORS_METHODS: readonly string[]
  readonly CORS_ALLOWED_HEADERS: readonly string[]
  readonly CORS_EXPOSED_HEADERS: readonly string[]
  readonly CORS_CREDENTIALS: boolean
  readonly CORS_MAX_AGE: number

  readonly QUERY_LIMIT_DEFAULT: number
  readonly QUERY_LIMIT_MAX: number | null
  readonly MAX_RELATIONAL_DEPTH: number
  readonly MAX_JSON_QUERY_DEPTH: number
  readonly MAX_RELATIONS: number
  readonly MAX_CONDITIONS: number
  readonly MAX_VALUES: number
  readonly MAX_BATCH_MUTATION: number | null
  readonly COUNT_TIMEOUT: number
  readonly MAX_ANSWER_SIZE: number
  readonly MAX_PAYLOAD_SIZE: number
  readonly QUERYSTRING_MAX_PARSE_DEPTH: number
  readonly QUERYSTRING_ARRAY_LIMIT: number
  readonly PAYLOAD_UNKNOWN_FIELDS: 'error' | 'ignore'

  readonly MAX_HEADER_SIZE: number
  readonly REQUEST_TIMEOUT: number
  readonly MAX_CONCURRENT_REQUESTS: number | null
  readonly RATE_LIMITER_ENABLED: boolean
  readonly RATE_LIMITER_POINTS: number
  readonly RATE_LIMITER_DURATION: number
  readonly RATE_LIMITER_GLOBAL_ENABLED: boolean
  readonly RATE_LIMITER_GLOBAL_POINTS: number
  readonly RATE_LIMITER_GLOBAL_DURATION: number
  readonly RATE_LIMITER_REGISTRATION_ENABLED: boolean
  readonly RATE_LIMITER_REGISTRATION_POINTS: number
  readonly RATE_LIMITER_REGISTRATION_DURATION: number
  readonly PRESSURE_LIMITER_ENABLED: boolean
  readonly PRESSURE_LIMITER_MAX_EVENT_LOOP_UTILIZATION: number
  readonly PRESSURE_LIMITER_MAX_EVENT_LOOP_DELAY: number

  readonly LOG_LEVEL: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  readonly LOG_STYLE: 'pretty' | 'raw' | null
}

/** Whether cookies come along with requests of other sites. */
export type SameSite = 'lax' | 'strict' | 'none'

export type VariableName = keyof Settings

/** One variable that people may set. The table in docs/configuration.md is made from these. */
export interface Variable<T> {
  readonly type: ValueType<NonNullable<T>> | ValueType<T>
  /** As a person would write it; null where the setting is null when it is left out. */
  readonly default: null extends T ? string | null : string
  readonly about: string
  /** The value is never printed: not in messages, not in logs. */
  readonly secret?: true
}

const day = 86_400_000

export const variables: { readonly [TName in VariableName]: Variable<Settings[TName]> } = {
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
      'Connections that are open at the same time, at the most. Exports and other streams may hold all but one of them.',
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

  HOST: {
    type: text,
    default: '127.0.0.1',
    about:
      'The address to listen on: `127.0.0.1` for this machine alone, `0.0.0.0` for all that reach it.',
  },
  PORT: {
    type: integer(0, 65_535),
    default: '8055',
    about: 'The port to listen on; 0 takes any free one.',
  },
  UNIX_SOCKET_PATH: {
    type: text,
    default: null,
    about: 'Listens on this Unix socket instead of `HOST` and `PORT`.',
  },
  PUBLIC_URL: {
    type: text,
    default: null,
    about:
      'The address at which people reach the server, where it is another than its own: behind a proxy, or under a name of this machine. Its host is accepted in requests.',
  },
  SYSTEM_PREFIX: {
    type: identifier,
    default: 'relvar_',
    about:
      "Names that begin so belong to Relvar's own collections and are not served under `/items`.",
  },
  SYSTEM_NAMESPACE: {
    type: identifier,
    default: null,
    about:
      "Where Relvar's own tables lie, beside yours and never among them. The schema `relvar` (PostgreSQL, CockroachDB, SQL Server), the database `<name>_relvar` (MySQL, MariaDB), the user `<user>_RELVAR` (Oracle), where it is left out; with SQLite the file `<file>.relvar.sqlite`, attached under this name.",
  },
  METADATA_URL: {
    type: text,
    default: null,
    secret: true,
    about:
      "A database of their own for Relvar's own tables, so that nothing is made in yours and an account that may only read is enough for it: any URL that `DATABASE_URL` takes. `sqlite:relvar.db` is made where it is missing. See docs/own-tables.md.",
  },
  ROOT_REDIRECT: {
    type: text,
    default: null,
    about:
      'Where `/` leads: a path or a URL, or `false` for nowhere. The API reference page, where it is left out.',
  },
  ROBOTS_TXT: {
    type: text,
    default: 'User-agent: *\\nDisallow: /',
    about: 'The text of `/robots.txt`; `\\n` is a new line.',
  },
  SERVER_SHUTDOWN_TIMEOUT: {
    type: duration(0, day),
    default: '1000',
    about: 'How long running requests may take to finish when the server is told to stop.',
  },
  OPENAPI_ENABLED: {
    type: flag,
    default: 'true',
    about: 'Serves the OpenAPI document and the reference page under `/server/specs`.',
  },
  HEALTHCHECK_ENABLED: {
    type: flag,
    default: 'true',
    about: 'Serves `/server/health`.',
  },
  SERVER_TIMING: {
    type: flag,
    default: 'false',
    about:
      'Answers say in a header `Server-Timing` how many milliseconds each of their stages took: `auth`, `parse`, `prepare`, `execute`, `answer`.',
  },

  SECRET: {
    type: text,
    default: null,
    secret: true,
    about:
      'Signs tokens and seals mails: a random text of 32 characters or more, the same on all servers. Where it is left out one is made and kept in `data/relvar.secret`.',
  },
  ADMIN_EMAIL: {
    type: text,
    default: null,
    about:
      'With `ADMIN_PASSWORD`: makes the first administrator at start, where there is none. Without them, `POST /server/setup` does.',
  },
  ADMIN_PASSWORD: {
    type: text,
    default: null,
    secret: true,
    about: 'The password of the first administrator.',
  },
  ADMIN_TOKEN: {
    type: text,
    default: null,
    secret: true,
    about: 'A static token of the first administrator, for programs; at least 16 characters.',
  },
  ACCESS_TOKEN_TTL: {
    type: duration(1000, day),
    default: '15m',
    about: 'How long an access token is good.',
  },
  REFRESH_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long a refresh token is good. Using it makes a new one.',
  },
  REFRESH_TOKEN_COOKIE_NAME: {
    type: text,
    default: null,
    about:
      'The name of the cookie of the refresh token; `relvar_refresh_token` with `SYSTEM_PREFIX` in place of `relvar_`, where it is left out. Over https it gets `__Host-` in front, unless it has a domain.',
  },
  REFRESH_TOKEN_COOKIE_DOMAIN: {
    type: text,
    default: null,
    about:
      'The domain that this cookie is for; the host of the server alone, where it is left out.',
  },
  REFRESH_TOKEN_COOKIE_SECURE: {
    type: flag,
    default: null,
    about:
      'Whether this cookie is sent over https only. Where it is left out: if `PUBLIC_URL` is https.',
  },
  REFRESH_TOKEN_COOKIE_SAME_SITE: {
    type: choice('lax', 'strict', 'none'),
    default: 'lax',
    about: 'Whether browsers send this cookie along with requests of other sites.',
  },
  SESSION_COOKIE_TTL: {
    type: duration(1000, 400 * day),
    default: '1d',
    about: 'How long a session of a browser is good, unless it is refreshed.',
  },
  SESSION_COOKIE_NAME: {
    type: text,
    default: null,
    about:
      'The name of the cookie of the session token; `relvar_session_token` with `SYSTEM_PREFIX` in place of `relvar_`, where it is left out. Over https it gets `__Host-` in front, unless it has a domain.',
  },
  SESSION_COOKIE_DOMAIN: {
    type: text,
    default: null,
    about:
      'The domain that this cookie is for; the host of the server alone, where it is left out.',
  },
  SESSION_COOKIE_SECURE: {
    type: flag,
    default: null,
    about:
      'Whether this cookie is sent over https only. Where it is left out: if `PUBLIC_URL` is https.',
  },
  SESSION_COOKIE_SAME_SITE: {
    type: choice('lax', 'strict', 'none'),
    default: 'lax',
    about: 'Whether browsers send this cookie along with requests of other sites.',
  },
  SESSION_REFRESH_GRACE_PERIOD: {
    type: duration(0, day),
    default: '10s',
    about: 'How long the old session of a browser is good after it was refreshed.',
  },
  LOGIN_STALL_TIME: {
    type: duration(0, 60_000),
    default: '500',
    about: 'How long an answer about credentials takes at least, whether they are right or not.',
  },
  REGISTER_STALL_TIME: {
    type: duration(0, 60_000),
    default: '750',
    about: 'The same for registrations.',
  },
  EMAIL_VERIFICATION_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long the link of a registration is good.',
  },
  USER_INVITE_TOKEN_TTL: {
    type: duration(1000, 400 * day),
    default: '7d',
    about: 'How long an invitation is good.',
  },
  PASSWORD_RESET_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that the link of a password reset may lead to.',
  },
  USER_INVITE_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that an invitation may lead to.',
  },
  USER_REGISTER_URL_ALLOW_LIST: {
    type: list,
    default: '',
    about: 'Pages of yours that the link of a registration may lead to.',
  },
  IP_TRUST_PROXY: {
    type: proxies,
    default: 'false',
    about:
      'Whose `X-Forwarded-For` is believed: `false` for nobody, `true` for everybody, a number of proxies in front of the server, or a list of their addresses and networks.',
  },
  IP_CUSTOM_HEADER: {
    type: text,
    default: null,
    about:
      'A header that holds the address of the client. Whoever reaches the server past the proxy that sets it can claim any.',
  },
  RETENTION_ENABLED: {
    type: flag,
    default: 'false',
    about: 'Forgets old history, once a day.',
  },
  ACTIVITY_RETENTION: {
    type: duration(60_000, 36_500 * day),
    default: '90d',
    about: 'With `RETENTION_ENABLED`: how long it is kept who did what.',
  },
  REVISIONS_RETENTION: {
    type: duration(60_000, 36_500 * day),
    default: '90d',
    about: 'With `RETENTION_ENABLED`: how long it is kept what items were like.',
  },
  EMAIL_FROM: {
    type: text,
    default: 'no-reply@example.com',
    about: 'The sender of mails: `shop@example.com` or `Shop <shop@example.com>`.',
  },
  SMTP_URL: {
    type: text,
    default: null,
    secret: true,
    about:
      'The server that takes mails: `smtps://user:password@mail.example.com`. Without it no mail is sent.',
  },
  EMAIL_SMTP_HOST: {
    type: text,
    default: null,
    about: 'The same in parts: the host.',
  },
  EMAIL_SMTP_PORT: {
    type: integer(1, 65_535),
    default: null,
    about: 'With `EMAIL_SMTP_HOST`: its port.',
  },
  EMAIL_SMTP_USER: {
    type: text,
    default: null,
    about: 'With `EMAIL_SMTP_HOST`: the account.',
  },
  EMAIL_SMTP_PASSWORD: {
    type: text,
    default: null,
    secret: true,
    about: 'With `EMAIL_SMTP_HOST`: its password.',
  },
  EMAIL_SMTP_SECURE: {
    type: flag,
    default: 'false',
    about:
      'With `EMAIL_SMTP_HOST`: encrypted from the start. Otherwise as soon as the server offers it.',
  },
  EMAIL_TEMPLATES_PATH: {
    type: text,
    default: null,
    about:
      'A folder of templates of your own: `password-reset.subject.liquid`, `.html.liquid`, `.text.liquid` and so on.',
  },

  CORS_ENABLED: {
    type: flag,
    default: 'false',
    about: 'Lets pages of other origins use the API from a browser.',
  },
  CORS_ORIGIN: {
    type: origins,
    default: 'false',
    about:
      'Which origins: a list, `regex:` and a pattern, `true` for the one that asks, `*` for all, `false` for none.',
  },
  CORS_METHODS: {
    type: list,
    default: 'GET,POST,PATCH,DELETE',
    about: 'The methods allowed to other origins.',
  },
  CORS_ALLOWED_HEADERS: {
    type: list,
    default: 'Content-Type,Authorization',
    about: 'The request headers allowed to other origins.',
  },
  CORS_EXPOSED_HEADERS: {
    type: list,
    default: 'Content-Range',
    about: 'The response headers that other origins may read.',
  },
  CORS_CREDENTIALS: {
    type: flag,
    default: 'true',
    about: 'Lets browsers send cookies along.',
  },
  CORS_MAX_AGE: {
    type: integer(0, 31_536_000),
    default: '18000',
    about: 'Seconds for which a browser keeps the answer to a preflight request.',
  },

  QUERY_LIMIT_DEFAULT: {
    type: integer(0, 1_000_000_000),
    default: '100',
    about: 'Rows of a read that names no `limit`, nested ones per parent.',
  },
  QUERY_LIMIT_MAX: {
    type: limit,
    default: 'Infinity',
    about: 'The largest `limit` a query may name.',
  },
  MAX_RELATIONAL_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Relationships in one path of `fields`, `filter`, `sort` or `deep`.',
  },
  MAX_JSON_QUERY_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Keys in one path into a JSON value.',
  },
  MAX_RELATIONS: {
    type: integer(1, 100_000),
    default: '250',
    about: 'Tables that one query may touch, each use counted.',
  },
  MAX_CONDITIONS: {
    type: integer(1, 1_000_000),
    default: '1000',
    about: 'Conditions of all filters of one query together.',
  },
  MAX_VALUES: {
    type: integer(1, 10_000_000),
    default: '10000',
    about: 'Values of all filters of one query together.',
  },
  MAX_BATCH_MUTATION: {
    type: limit,
    default: 'Infinity',
    about: 'Rows that one request may create, change or delete.',
  },
  COUNT_TIMEOUT: {
    type: duration(10, day),
    default: '5s',
    about:
      'How long a read may take with `meta` counts, before it is done without: the rows come, the counts are null.',
  },
  MAX_ANSWER_SIZE: {
    type: size(65_536, 2_147_483_647),
    default: '64mb',
    about:
      'The most that the database may answer to one statement where the answer is held as a whole; a larger one is refused. What is streamed has no limit: exports, and items with a `limit` of -1 or above 1,000. SQL Server and Oracle count the characters and bytes of the values, the others what comes over the connection.',
  },
  MAX_PAYLOAD_SIZE: {
    type: size(1, 2_147_483_647),
    default: '1mb',
    about: 'The largest body of a request.',
  },
  QUERYSTRING_MAX_PARSE_DEPTH: {
    type: integer(1, 100),
    default: '10',
    about: 'Brackets after one parameter of a query string.',
  },
  QUERYSTRING_ARRAY_LIMIT: {
    type: integer(1, 100_000),
    default: '500',
    about: 'Elements of one array in a query string.',
  },
  PAYLOAD_UNKNOWN_FIELDS: {
    type: choice('error', 'ignore'),
    default: 'error',
    about:
      'What happens to a key of a written item that names no field: 400 `INVALID_PAYLOAD`, or it is dropped in silence.',
  },

  MAX_HEADER_SIZE: {
    type: size(1024, 1_048_576),
    default: '32kb',
    about: 'The largest head of a request: its URL and headers. Use `SEARCH` for longer queries.',
  },
  REQUEST_TIMEOUT: {
    type: duration(100, day),
    default: '30s',
    about:
      'How long a client may take to send a request, its body included, and how long it may take nothing of its answer.',
  },
  MAX_CONCURRENT_REQUESTS: {
    type: limit,
    default: '1000',
    about: 'Requests at work at the same time; more are answered with 503 `SERVICE_UNAVAILABLE`.',
  },
  RATE_LIMITER_ENABLED: {
    type: flag,
    default: 'false',
    about:
      'Limits the requests of each client, by address (see `IP_TRUST_PROXY`; of IPv6 by network); more are answered with 429 `REQUESTS_EXCEEDED`. Each server counts its own. Checks of credentials are limited always.',
  },
  RATE_LIMITER_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '50',
    about: 'How many requests of one client there may be.',
  },
  RATE_LIMITER_DURATION: {
    type: integer(1, 86_400),
    default: '1',
    about: 'In how many seconds.',
  },
  RATE_LIMITER_GLOBAL_ENABLED: {
    type: flag,
    default: 'false',
    about: 'The same for the requests of all clients together.',
  },
  RATE_LIMITER_GLOBAL_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '1000',
    about: 'How many requests there may be.',
  },
  RATE_LIMITER_GLOBAL_DURATION: {
    type: integer(1, 86_400),
    default: '1',
    about: 'In how many seconds.',
  },
  RATE_LIMITER_REGISTRATION_ENABLED: {
    type: flag,
    default: 'true',
    about: 'The same for registrations from one address.',
  },
  RATE_LIMITER_REGISTRATION_POINTS: {
    type: integer(1, 1_000_000_000),
    default: '5',
    about: 'How many registrations there may be.',
  },
  RATE_LIMITER_REGISTRATION_DURATION: {
    type: integer(1, 86_400),
    default: '60',
    about: 'In how many seconds.',
  },
  PRESSURE_LIMITER_ENABLED: {
    type: flag,
    default: 'true',
    about:
      'Answers 503 `SERVICE_UNAVAILABLE` while the process is overloaded: busier than the next two values allow, both at once.',
  },
  PRESSURE_LIMITER_MAX_EVENT_LOOP_UTILIZATION: {
    type: decimal(0.01, 1),
    default: '0.99',
    about: 'The share of its time for which the process may be at work.',
  },
  PRESSURE_LIMITER_MAX_EVENT_LOOP_DELAY: {
    type: duration(1, day),
    default: '500',
    about: 'How late the process may get to its next task.',
  },

  LOG_LEVEL: {
    type: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    about: 'What is logged; each request is one line at `info`.',
  },
  LOG_STYLE: {
    type: choice('pretty', 'raw'),
    default: null,
    about:
      'Lines for people, or one JSON object per line. Pretty on a terminal, else raw, where it is left out.',
  },
}
