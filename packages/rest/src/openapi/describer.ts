import type { RestOptions, RestSettings } from '../options.js'
import { settingsOf } from '../options.js'
import type { Session } from '@relvar/query-engine'
import { audienceOf } from './route-paths.js'
import { describe } from './describe.js'
import type { OpenApiDocument } from './document.js'

export interface Description {
  readonly document: OpenApiDocument
  readonly text: string
}

/** Describes a schema for an API at an address, and remembers what it described. */
export type Describer = (
  session: Pick<Session, 'actor' | 'schema'>,
  serverUrl: string,
) => Description

/** Descriptions that are kept: one for each set of rights, of the newest schema. */
const maxKept = 10

/**
 * Describes the API that `createRest` makes of the same options, for those who hand the description on
 * some other way than `/server/specs/oas`.
 *
 * @example
 * const describe = apiDescriber(options)
 * describe(session, 'https://example.org').document.info.title
 */
export function apiDescriber(options: RestOptions): Describer {
  return createDescriber(settingsOf(options))
}

/**
 * Makes the describer of one application. Equal versions are equal schemas, rights included, so
 * the version is what a description is remembered by; the one made first goes first.
 */
export function createDescriber(settings: RestSettings): Describer {
  const {
    openapi,
    systemPrefix,
    health,
    modules: { collections = [], descriptions = {} } = {},
  } = settings
  const kept = new Map<string, Description>()
  const { title, description, viewAs } = openapi
  return ({ actor, schema }, serverUrl) => {
    const audience = audienceOf(actor)
    const key = JSON.stringify([schema.version, audience, serverUrl])
    const known = kept.get(key)
    if (known !== undefined) return known
    const hasHealth = health !== undefined
    const options = {
      title,
      description,
      serverUrl,
      systemPrefix,
      hasHealth,
      collections,
      descriptions,
      audience,
      viewAs,
    }
    const document = describe(schema, options)
    const fresh = { document, text: JSON.stringify(document) }
    if (kept.size >= maxKept) kept.delete(kept.keys().next().value as string)
    kept.set(key, fresh)
    return fresh
  }
}
