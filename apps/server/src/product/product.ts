import { type Auth, createAuth, reachesAll, scopePolicy } from '@relvar/auth'
import {
  createOverlay,
  dataModel,
  type DataModelOptions,
  type SchemaFile,
  schemaFile,
} from '@relvar/data-model'
import { history, noteActivity } from '@relvar/history'
import type { Module, Session } from '@relvar/query-engine'
import { createBell, type Queue, queueModule, startWorkers, tableQueue } from '@relvar/queue'
import { intersectPolicies } from '@relvar/rbac'
import { isWithin, PUBLIC_POLICY, type RightsStore, rightsStore } from '@relvar/rbac/store'
import {
  type Database,
  readVersion,
  type SchemaWatch,
  watchSchema,
} from '@relvar/schema-introspect'
import type { SchemaModel } from '@relvar/schema-introspect/model'
import { changeMark, openSystem, type System, systemModule } from '@relvar/system'
import type { Logger } from 'pino'
import { authSettings } from '../config/auth-settings.js'
import { linkBase } from '../config/public-url.js'
import type { Config } from '../config/config.js'
import type { Secret } from '../config/secret.js'
import type { Databases } from '../database/databases.js'
import { watchOptions } from '../database/watch-options.js'
import { version } from '../version.js'
import { Door } from './door.js'
import { createEngines } from './engines.js'
import { ensureAdministrator } from './first-administrator.js'
import { Fresh } from './fresh.js'
import { mailNotifications, notificationHandlers } from './notification-mails.js'
import { housekeepingHandlers, keepHouse } from './housekeeping.js'
import { idlePermissionsModule, reportIdlePermissions } from './idle-permissions.js'
import { createMails } from './mails.js'
import { reportJobs } from './report-jobs.js'
import { reportUnconfirmed } from './report-unconfirmed.js'
import { UserTables } from './user-tables.js'
import { reportVanished } from './report-vanished.js'
import { rightsForAuth } from './rights-for-auth.js'
import { agreeOnSecret } from './secret-digest.js'
import { type SetupInfo, setupInfo } from './setup-info.js'

export interface ProductOptions {
  readonly config: Config
  /** Signs tokens, seals mails and encrypts fields. */
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
  /** The user's schema as a file. */
  schemaFile(): SchemaFile
  /** Makes or updates our tables and starts to work with a database. */
  open(databases: Databases): Promise<OpenProduct>
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
  const overlay = createOverlay()
  const tables = new UserTables()
  const fresh = new Fresh({ rights, overlay }, door)
  const bell = createBell()
  let queue: Queue | null = null
  const enqueue: Queue['enqueue'] = (job, within) => {
    if (queue === null) throw new Error('Jobs are enqueued before the database was reached.')
    return queue.enqueue(job, within)
  }
  const { text } = secret
  let told: (() => SetupInfo) | null = null
  const mails = await createMails({ config, secret: text, queue: { enqueue }, door, logger })
  const auth = createAuth({
    ...authSettings(config),
    secret: text,
    setupToken,
    setupInfo: () => told?.() ?? null,
    isWithin,
    data: door,
    mailer: mails,
    changed: (session) => changeMark(session, door),
    rights: rightsForAuth(rights, fresh, door),
    note: ({ about, ...activity }, session) => {
      const { table, id } = about ?? { table: 'policies', id: PUBLIC_POLICY }
      return noteActivity(session, door, { ...activity, collection: door.id(table), item: id })
    },
    settings: (session = door.system()) => readSettings(door, session),
  })
  const actorOf = (user: string, session: Session) => auth.actorOf(user, session)
  const changed: DataModelOptions['changed'] = (session, part) => changeMark(session, door, part)
  const noted: DataModelOptions['noted'] = (session, actor, { table, ...change }) =>
    noteActivity(session, door, { ...actor, ...change, collection: door.id(table) })
  const ofSchema = { changed, database: tables, reachesAll, release: version }
  const modules: readonly Module[] = [
    systemModule,
    rights.module,
    idlePermissionsModule(logger),
    auth.module,
    dataModel({ ...ofSchema, noted }),
    history({
      actorOf,
      ...(config.smtpUrl !== null && {
        notified: (ids, session) => mailNotifications({ enqueue }, ids, session),
      }),
    }),
    queueModule({ bell }),
  ]
  const policy = intersectPolicies(rights.policy, scopePolicy)

  async function open(databases: Databases): Promise<OpenProduct> {
    const { own, user, place } = databases
    const prefix = config.SYSTEM_PREFIX
    const system = await openSystem({ ...place.options, db: own, modules, prefix })
    const marks = await system.marks()
    const databaseVersion = await readVersion(user)
    const looked = watchOptions(config, system, logger)
    const watch = await watchSchema(user, looked)
    const parts = { databases, watch, overlay, system, config, policy, auth, modules, door, logger }
    const engines = createEngines({ ...parts, secret: text })
    const { alone } = databases
    const catchUp = (): Promise<void> => fresh.catchUp()
    tables.open({ db: user, watch, introspect: looked, engine: engines.own, alone, catchUp })
    told = () => setupInfo(watch.current(), databaseVersion)
    door.open(engines)
    let reporting: Promise<void> = Promise.resolve()
    const { hasAdministrator, stop } = await begin(watch, async () => {
      await fresh.begin(marks, () => watch.refresh())
      const report = (): void => reportVanished(overlay, system.withTables(watch.current()), logger)
      report()
      watch.onChange(() => {
        reporting = reportChange(report)
      })
      return works ? work(own, system) : atRest
    })
    return {
      namespace: system.namespace,
      isNew: system.isNew,
      setupToken: hasAdministrator ? null : setupToken,
      schema: () => watch.current(),
      refresh: async () => void (await watch.refresh()),
      async close() {
        await stop()
        await watch.close()
        await reporting
      },
    }
  }

  /** What was said of tables goes with them, so it is read first: else it would be missed where nothing is. */
  async function reportChange(report: () => void): Promise<void> {
    try {
      await fresh.catchUp()
      report()
      await reportIdlePermissions(door, logger)
    } catch (error) {
      logger.warn({ err: error }, 'What fits the changed tables no more could not be looked up.')
    }
  }

  /** A start that fails is tried again with a look of its own. */
  async function begin(watch: SchemaWatch, start: () => Promise<Work>): Promise<Work> {
    try {
      return await start()
    } catch (error) {
      await watch.close()
      throw error
    }
  }

  /** What a server does beside answering: jobs, and what there has to be. */
  async function work(own: Database, system: System): Promise<Work> {
    await reportUnconfirmed(door, logger)
    await reportIdlePermissions(door, logger)
    await agreeOnSecret(door, secret)
    const hasAdministrator = await ensureAdministrator(auth, door, config)
    const jobs = tableQueue({ db: own, system, session: () => door.system() })
    queue = jobs
    const publicUrl = linkBase(config)
    const handlers = {
      ...mails.handlers,
      ...notificationHandlers({ mails, door, actorOf, publicUrl }),
      ...housekeepingHandlers(config, door),
    }
    const reports = reportJobs(logger)
    const workers = startWorkers(jobs, handlers, { bell, ...reports })
    const leaveHouse = keepHouse(jobs, (error) => reports.onError(error, null))
    async function stop(): Promise<void> {
      leaveHouse()
      await workers.stop({ grace: config.SERVER_SHUTDOWN_TIMEOUT })
    }
    return { hasAdministrator, stop }
  }

  const file = (): SchemaFile => schemaFile(door.system(), { ...ofSchema, noted, names: door })
  return { door, auth, rights, modules, schemaFile: file, open }
}

interface Work {
  readonly hasAdministrator: boolean
  readonly stop: () => Promise<void>
}

/** Nobody is to be told of the set-up, and nothing has to end. */
const atRest: Work = { hasAdministrator: true, stop: () => Promise.resolve() }

async function readSettings(
  door: Door,
  session: Session,
): Promise<Readonly<Record<string, unknown>>> {
  return (await session.readOne(door.id('settings'), 1, { fields: AUTH_SETTINGS })) ?? {}
}

const AUTH_SETTINGS = [
  'auth_login_attempts',
  'auth_password_policy',
  'public_registration',
  'public_registration_role',
  'public_registration_verify_email',
  'public_registration_email_filter',
]
