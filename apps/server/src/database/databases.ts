import { connect, type ConnectOptions, type Database } from '@relvar/schema-introspect'
import type { SystemOptions } from '@relvar/system'
import type { Config } from '../config/config.js'
import { fileOf, systemFileOf } from './system-file.js'

/** Where our tables lie, and how to get there. */
export interface OwnPlace {
  readonly url: string
  readonly connect: ConnectOptions
  readonly options: Pick<SystemOptions, 'namespace' | 'alone'>
  /** A SQLite file that holds nothing else; null where there is none. */
  readonly file: string | null
}

/** Beside the tables of the user's database, or in the one of `METADATA_URL`. */
export function ownPlaceOf(config: Config, userUrl: string): OwnPlace {
  const { METADATA_URL, SYSTEM_NAMESPACE: namespace } = config
  return METADATA_URL === null ? beside(userUrl, namespace) : alone(METADATA_URL, namespace)
}

function beside(url: string, namespace: string | null): OwnPlace {
  const file = systemFileOf(url, namespace)
  return {
    url,
    connect: file === null ? {} : { attach: { [file.schema]: file.path } },
    options: namespace === null ? {} : { namespace },
    file: file?.path ?? null,
  }
}

/** A file has one schema, which bears the name it has; others take the one that they are told. */
function alone(url: string, namespace: string | null): OwnPlace {
  const file = fileOf(url)
  const named = namespace !== null && file === null ? { namespace } : {}
  return { url, connect: { create: true }, options: { alone: true, ...named }, file }
}

/** The user's database and where our tables are: one and the same, unless `METADATA_URL` names another. */
export interface Databases {
  readonly user: Database
  readonly own: Database
  /** Ours have a database of their own. */
  readonly alone: boolean
  readonly place: OwnPlace
  close(): Promise<void>
}

/** Connections are made when the first statement asks for one, so nothing fails here but a URL. */
export async function connectDatabases(url: string, config: Config): Promise<Databases> {
  const limits: ConnectOptions = {
    statementTimeout: config.DB_STATEMENT_TIMEOUT,
    maxConnections: config.DB_POOL__MAX,
    maxAnswerSize: config.MAX_ANSWER_SIZE,
    acquireTimeout: config.DB_POOL__ACQUIRE_TIMEOUT_MILLIS,
  }
  const place = ownPlaceOf(config, url)
  const own = await connect(place.url, { ...limits, ...place.connect })
  if (place.options.alone !== true)
    return { user: own, own, alone: false, place, close: () => own.destroy() }
  const user = await connect(url, limits)
  const close = async (): Promise<void> => void (await Promise.all([user.destroy(), own.destroy()]))
  return { user, own, alone: true, place, close }
}
