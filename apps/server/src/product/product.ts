import {
  type Auth,
  createAuth,
  type IdentifiedActor,
  revealSecrets,
  scopePolicy,
} from '@relvar/auth'
import { dataModel } from '@relvar/data-model'
import { history, noteActivity } from '@relvar/history'
import {
  allowAll,
  createEngine,
  createHooks,
  type Module,
  type Policy,
  type SchemaSource,
  type Session,
} from '@relvar/query-engine'
import { createBell, type Queue, queueModule, startWorkers, tableQueue } from '@relvar/queue'
import { intersectPolicies } from '@relvar/rbac'
import { isWithin, PUBLIC_POLICY, type RightsStore, rightsStore } from '@relvar/rbac/store'
import { type Database, type SchemaWatch, watchSchema } from '@relvar/schema-introspect'
import { changeMark, markPlace, openSystem, type System } from '@relvar/system'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import type { Logger } from 'pino'
import { authSettings } from '../config/auth-settings.js'
import { linkBase } from '../config/public-url.js'
import type { Config } from '../config/config.js'
import type { Secret } from '../config/secret.js'
import { engineLimits } from '../config/engine-limits.js'
import { watchOptions } from '../database/watch-options.js'
import { Door, type Engines } from './door.js'
import { ensureAdministrator } from './first-administrator.js'
import { FreshRights } from './fresh-rights.js'
import { mailNotifications, notificationHandlers } from './notification-mails.js'
import { housekeepingHandlers, keepHouse } from './housekeeping.js'
import { createMails } from './mails.js'
import { rightsForAuth } from './rights-for-auth.js'
import { agreeOnSecret } from './secret-digest.js'

export interface ProductOptions {
  readonly config: Config
  /** Signs tokens and seals mails. */
  readonly secret: Secret
  /** Opens the set-up to people elsewhere, while there is no administrator. */
  readonly setupToken: string
  readonly logger: Logger
  /** false: it is opened to look after users and rights, beside servers that do the work. Default true. */
  readonly works?: boolean
}

/** Everything that Relvar is made of, wired together; the database may come later. */
export interface Product {
  readonly door: Door
  readonly auth: Auth
  readonly rights: RightsStore
  readonly modules: readonly Module[]
  /** Makes or updates our tables in a database and starts to work with it. */
  open(db: Database): Promise<OpenProduct>
}

/** The product at work with a database. */
export interface OpenProduct {
  /** Where our tables lie. */
  readonly namespace: string
  /** They were made at this start. */
  readonly isNew: boolean
  /** What opens the set-up; null where there was an administrator already. */
  readonly setupToken: string | null
  /** The user's tables. */
  schema(): SchemaModel
  /** Looks at once whether tables have changed. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Reads top to bottom: what there is, and who knows whom. */
export async function createProduct(options: ProductOptions): Promise<Product> {
  const { config, secret, setupToken, logger, works = true } = options
  const door = new Door(config.SYSTEM_PREFIX)
  const rights = rightsStore({ changed: changeMark })
  const fresh = new FreshRights(rights, door)
  const bell = createBell()
  let queue: Queue | null = null
  const enqueue: Queue['enqueue'] = (job, within) => {
    if (queue === null) throw new Error('Jobs are enqueued before the database was reached.')
    return queue.enqueue(job, within)
  }
  const { text } = secret
  const mails = await createMails({ config, secret: text, queue: { enqueue }, door, logger })
  const auth = createAuth({
    ...authSettings(config),
    secret: text,
    setupToken,
    isWithin,
    data: door,
    mailer: mails,
    changed: (session) => changeMark(session, door),
    rights: rightsForAuth(rights, fresh, door),
    note: ({ about, ...activity }, session) => {
      const { table, id } = about ?? { table: 'policies', id: PUBLIC_POLICY }
      return noteActivity(session, door, { ...activity, collection: door.id(table), item: id })
    },
    settings: () => readSettings(door),
  })
  const actorOf = (user: string, session: Session) => auth.actorOf(user, session)
  const modules: readonly Module[] = [
    rights.module,
    auth.module,
    dataModel(),
    history({
      actorOf,
      ...(config.smtpUrl !== null && {
        notified: (ids, session) => mailNotifications({ enqueue }, ids, session),
      }),
    }),
    queueModule({ bell }),
  ]
  const policy = intersectPolicies(rights.policy, scopePolicy)

  async function open(db: Database): Promise<OpenProduct> {
    const { SYSTEM_PREFIX: prefix, SYSTEM_NAMESPACE: namespace } = config
    const system = await openSystem({
      db,
      modules,
      prefix,
      ...(namespace !== null && { namespace }),
    })
    const watch = await watchSchema(db, watchOptions(config, system, logger))
    const source = withTables(system, watch)
    door.open(createEngines({ db, source, system, config, policy, auth, modules, door }))
    const { hasAdministrator, stop } = works ? await work(db, system) : atRest
    return {
      namespace: system.namespace,
      isNew: system.isNew,
      setupToken: hasAdministrator ? null : setupToken,
      schema: () => watch.current(),
      refresh: async () => void (await watch.refresh()),
      async close() {
        await stop()
        await watch.close()
      },
    }
  }

  /** What a server does beside answering: jobs, and what there has to be. */
  async function work(db: Database, system: System): Promise<Work> {
    await agreeOnSecret(door, secret)
    const hasAdministrator = await ensureAdministrator(auth, door, config)
    const jobs = tableQueue({ db, system, session: () => door.system() })
    queue = jobs
    const publicUrl = linkBase(config)
    const handlers = {
      ...mails.handlers,
      ...notificationHandlers({ mails, door, actorOf, publicUrl }),
      ...housekeepingHandlers(config, door),
    }
    const onError = (error: unknown): void => logger.warn({ err: error }, 'A job failed.')
    const workers = startWorkers(jobs, handlers, { bell, onError })
    const leaveHouse = keepHouse(jobs, onError)
    async function stop(): Promise<void> {
      leaveHouse()
      await workers.stop({ grace: config.SERVER_SHUTDOWN_TIMEOUT })
    }
    return { hasAdministrator, stop }
  }

  return { door, auth, rights, modules, open }
}

interface Work {
  readonly hasAdministrator: boolean
  readonly stop: () => Promise<void>
}

/** Nobody is to be told of the set-up, and nothing has to end. */
const atRest: Work = { hasAdministrator: true, stop: () => Promise.resolve() }

interface EngineParts {
  readonly db: Database
  readonly source: SchemaSource
  readonly system: System
  readonly config: Config
  readonly policy: Policy<IdentifiedActor>
  readonly auth: Auth
  readonly modules: readonly Module[]
  readonly door: Door
}

function createEngines(parts: EngineParts): Engines {
  const { db, source, system, config, policy, auth, modules, door } = parts
  const hooks = createHooks()
  for (const module of modules) module.hooks?.(hooks, door)
  const limits = engineLimits(config)
  return {
    guarded: createEngine<IdentifiedActor>({
      db,
      schema: source,
      hooks,
      policy,
      freshness: { ...markPlace(system), renew: (actor) => auth.renew(actor) },
      unknownFields: config.PAYLOAD_UNKNOWN_FIELDS === 'ignore' ? 'ignore' : 'refuse',
      limits,
    }),
    unguarded: createEngine({ db, schema: source, policy: allowAll, limits }),
    vault: createEngine({ db, schema: revealed(source, system), policy: allowAll }),
  }
}

/** The user's tables with ours beside them, as they are now. */
function withTables(system: System, watch: SchemaWatch): Required<SchemaSource> {
  return {
    current: () => system.withTables(watch.current()),
    refresh: async () => system.withTables(await watch.refresh()),
  }
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

async function readSettings(door: Door): Promise<Readonly<Record<string, unknown>>> {
  return (await door.system().readOne(door.id('settings'), 1, { fields: AUTH_SETTINGS })) ?? {}
}

const AUTH_SETTINGS = [
  'auth_login_attempts',
  'auth_password_policy',
  'public_registration',
  'public_registration_role',
  'public_registration_verify_email',
  'public_registration_email_filter',
]
