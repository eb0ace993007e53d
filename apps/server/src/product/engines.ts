import { type Auth, type IdentifiedActor, revealSecrets } from '@relvar/auth'
import type { OverlaySource } from '@relvar/data-model'
import {
  allowAll,
  createEngine,
  createHooks,
  type Freshness,
  type HookRegistry,
  type Module,
  pairEngines,
  type Policy,
  type SchemaSource,
  type SecretCodecs,
} from '@relvar/query-engine'
import type { SchemaWatch } from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { markPlace, notesTable, type System } from '@relvar/system'
import type { Logger } from 'pino'
import type { Config } from '../config/config.js'
import { engineLimits } from '../config/engine-limits.js'
import type { Databases } from '../database/databases.js'
import type { Door, Engines } from './door.js'
import { secretCodecs } from './secret-codecs.js'

export interface EngineParts {
  readonly databases: Databases
  readonly watch: SchemaWatch
  readonly overlay: OverlaySource
  readonly system: System
  readonly config: Config
  /** What fields are encrypted by. */
  readonly secret: string
  readonly policy: Policy<IdentifiedActor>
  readonly auth: Auth
  readonly modules: readonly Module[]
  readonly door: Door
  readonly logger: Logger
}

/** What is alike of both ways to have our tables. */
interface Common extends EngineParts {
  /** The user's tables with ours beside them and what people say about both, as they are now. */
  readonly source: Required<SchemaSource>
  readonly hooks: HookRegistry
  readonly freshness: Freshness<IdentifiedActor>
}

/** One engine of each kind over the database that holds everything, or a pair of them over two. */
export function createEngines(parts: EngineParts): Engines {
  const { system, watch, overlay, modules, door, auth } = parts
  const source = overlay.over({
    current: () => system.withTables(watch.current()),
    refresh: async () => system.withTables(await watch.refresh()),
  })
  const hooks = createHooks()
  for (const module of modules) module.hooks?.(hooks, door)
  const renew = (actor: IdentifiedActor): Promise<IdentifiedActor> => auth.renew(actor)
  const freshness = { mark: markPlace(system), renew }
  const common = { ...parts, source, hooks, freshness }
  return system.alone ? pairedEngines(common) : singleEngines(common)
}

function singleEngines(common: Common): Engines {
  const { source, system, policy, freshness, hooks } = common
  const db = common.databases.own
  const { limits, secrets, ...rest } = optionsOf(common)
  const guarded = createEngine({
    db,
    schema: source,
    hooks,
    policy,
    freshness,
    limits,
    secrets,
    ...rest,
  })
  return {
    guarded,
    own: guarded,
    unguarded: createEngine({ db, schema: source, policy: allowAll, limits, secrets }),
    vault: createEngine({ db, schema: revealed(source, system), policy: allowAll, secrets }),
  }
}

function pairedEngines(common: Common): Engines {
  const { databases, source, overlay, system, watch, policy, freshness, hooks, logger } = common
  const user = { db: databases.user, schema: source }
  const own = { db: databases.own, schema: overlay.over({ current: () => system.model }) }
  const beside = overlay.over({ current: () => system.besideUsers(watch.current()) })
  const paired = { db: databases.own, schema: beside }
  const options = optionsOf(common)
  const { limits, secrets } = options
  const onError = (error: unknown): void =>
    logger.warn({ err: error }, 'What became of a change could not be noted yet.')
  return {
    guarded: pairEngines({
      user: { ...user, ...options, policy },
      own: { ...paired, ...options, policy, freshness },
      hooks,
      notes: { table: notesTable(system), onError },
    }),
    own: createEngine({ ...own, ...options, policy, freshness, hooks }),
    unguarded: pairEngines({
      user: { ...user, limits, secrets, policy: allowAll },
      own: { ...paired, limits, secrets, policy: allowAll },
    }),
    vault: createEngine({
      ...own,
      schema: revealed(own.schema, system),
      policy: allowAll,
      secrets,
    }),
  }
}

function optionsOf({ config, secret }: EngineParts): {
  readonly secrets: SecretCodecs
  readonly limits: ReturnType<typeof engineLimits>
  readonly unknownFields: 'ignore' | 'refuse'
} {
  const unknownFields = config.PAYLOAD_UNKNOWN_FIELDS === 'ignore' ? 'ignore' : 'refuse'
  return { limits: engineLimits(config), secrets: secretCodecs(secret), unknownFields }
}

function revealed(source: SchemaSource, system: System): SchemaSource {
  let last: { readonly from: SchemaModel; readonly model: SchemaModel } | undefined
  return {
    current() {
      const from = source.current()
      if (last?.from !== from) last = { from, model: revealSecrets(from, system) }
      return last.model
    },
  }
}
