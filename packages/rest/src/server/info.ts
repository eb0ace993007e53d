import type { Actor } from '@relvar/query-engine'
import type { Context } from 'hono'
import type { RestLimits, RestSettings } from '../options.js'
import { respondData } from '../respond/respond.js'

/** What a server tells about itself and its project; all of it has a default. */
export interface ServerInfo {
  /** Shown to signed-in callers only. */
  readonly version?: string
  /** How many requests of one client there may be, and of all together. Default: not limited. */
  readonly rateLimit?: RateLimit | null
  readonly rateLimitGlobal?: RateLimit | null
  /** Entries of `project` that differ from the defaults, e.g. `project_name`. */
  readonly project?: Readonly<Record<string, unknown>>
}

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly points: number
  readonly duration: number
}

/** What `/server/info` tells everybody of the project, unless told otherwise. */
export const defaultProject: Readonly<Record<string, unknown>> = {
  project_name: 'Relvar',
  project_descriptor: null,
  project_logo: null,
  project_color: '#6644FF',
  default_appearance: 'auto',
  default_theme_light: null,
  default_theme_dark: null,
  theme_light_overrides: null,
  theme_dark_overrides: null,
  default_language: 'en-US',
  public_foreground: null,
  public_background: null,
  public_favicon: null,
  public_note: null,
  custom_css: null,
  public_registration: false,
  public_registration_verify_email: true,
}

/** `GET /server/info`: the project for everybody, the server for those who are signed in. */
export async function readInfo(context: Context, settings: RestSettings): Promise<Response> {
  const { actor } = await settings.session(context)
  const info = (await settings.info?.()) ?? {}
  return respondData(context, JSON.stringify(describeServer(actor, info, settings.limits)))
}

/** What somebody is told of the project and the server. */
export function describeServer(
  actor: Actor,
  info: ServerInfo,
  limits: Pick<RestLimits, 'defaultLimit' | 'maxLimit'>,
): Readonly<Record<string, unknown>> {
  const project = { ...defaultProject, ...info.project }
  return isSignedIn(actor) ? { project, ...serverPart(info, limits) } : { project }
}

export function isSignedIn(actor: Actor): boolean {
  return actor.id !== null || actor.admin === true
}

function serverPart(
  info: ServerInfo,
  limits: Pick<RestLimits, 'defaultLimit' | 'maxLimit'>,
): Readonly<Record<string, unknown>> {
  return {
    rateLimit: info.rateLimit ?? false,
    rateLimitGlobal: info.rateLimitGlobal ?? false,
    queryLimit: { default: limits.defaultLimit, max: limits.maxLimit ?? -1 },
    websocket: false,
    files: { mimeTypeAllowList: ['*/*'] },
    extensions: { limit: null },
    autoSave: { revisionInterval: 300 },
    ...(info.version !== undefined && { version: info.version }),
  }
}
