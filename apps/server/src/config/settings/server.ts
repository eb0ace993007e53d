import { duration, flag, identifier, integer, text } from '../value-types.js'
import { day, type Variables } from './variable.js'

/** The server itself: where it listens, what it is called, where its own tables lie. */
export interface ServerSettings {
  readonly HOST: string
  readonly PORT: number
  readonly UNIX_SOCKET_PATH: string | null
  readonly PUBLIC_URL: string | null
  readonly SYSTEM_PREFIX: string
  readonly SYSTEM_NAMESPACE: string | null
  readonly METADATA_URL: string | null
  readonly ROOT_REDIRECT: string | null
  readonly SERVE_APP: boolean
  readonly ROBOTS_TXT: string
  readonly SERVER_SHUTDOWN_TIMEOUT: number
  readonly OPENAPI_ENABLED: boolean
  readonly HEALTHCHECK_ENABLED: boolean
  readonly SERVER_TIMING: boolean
}

export const serverVariables: Variables<ServerSettings> = {
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
      'The address at which people reach the server, where it is another than its own: behind a proxy, or under a name of this machine. Its host is accepted in requests. It may have a path (`https://example.com/tools`) where the proxy takes it off before it hands a request on.',
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
      'Where `/` leads: a path or a URL, or `false` for nowhere. The Studio where it is left out, or the API reference page where there is no Studio.',
  },
  SERVE_APP: {
    type: flag,
    default: 'true',
    about: 'Serves the Studio under `/admin`.',
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
    about:
      'Serves `/server/health`: 403 without credentials, the status to users, all checks to administrators. Load balancers ask `/server/ping`, which takes none.',
  },
  SERVER_TIMING: {
    type: flag,
    default: 'false',
    about:
      'Answers say in a header `Server-Timing` how many milliseconds each of their stages took: `auth`, `parse`, `prepare`, `execute`, `answer`.',
  },
}
