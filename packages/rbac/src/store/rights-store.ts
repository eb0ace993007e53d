import type { Actor, Module, Policy, Session, SystemNames } from '@relvar/query-engine'
import { defineModule } from '@relvar/query-engine'
import { rightsGraphQL } from './graphql.js'
import { policyOf } from '../create-policy.js'
import type { Row } from '@relvar/query-engine/query'
import type { Permission } from '../permission.js'
import { appPermissions } from './app-permissions.js'
import { guardRightsTables, TABLES } from './guard-tables.js'
import { descriptions } from './descriptions.js'
import { migrations } from './migrations.js'
import { readRights } from './read-rights.js'
import { rightsRoutes } from './routes.js'
import { type HeldRights, type Holder, RightsSnapshot, type Subject } from './rights-snapshot.js'

/** Rights that are kept in tables, as data that people administer. */
export interface RightsStore {
  /** The tables and what watches over them. */
  readonly module: Module
  /** For the engine. Nobody may do anything until the rights were read. */
  readonly policy: Policy<Actor>
  /** Reads the rights anew; `session` has to pass every policy. */
  read(session: Session, names: SystemNames): Promise<void>
  /** What somebody holds now. */
  heldBy(subject: Subject): HeldRights
  /** What somebody holds from one address or another: all that may ever count for them. */
  heldAnywhere(holder: Holder): HeldRights
  /** The permissions that an actor holds, those of the Studio's users included. */
  permissionsOf(actor: Actor): readonly Permission[]
}

export interface RightsStoreOptions {
  /** Called in the transaction of every change of rights, with a session of it that passes every policy. */
  readonly changed?: (session: Session, names: SystemNames) => Promise<void>
}

/**
 * Policies, roles, access and permissions in tables of our own.
 *
 * @example
 * const rights = rightsStore()
 * const system = await openSystem({ db, modules: [rights.module] })
 * const engine = createEngine({ db, schema: system.withTables(schema), policy: rights.policy })
 * await rights.read(engine.as(SYSTEM), system)
 * const held = rights.heldBy({ user: id, role, ip })
 * engine.as({ id, role, ip, ...held }).read('orders')
 */
export function rightsStore({ changed }: RightsStoreOptions = {}): RightsStore {
  const store = new Store()
  const rights = {
    heldBy: (subject: Subject) => store.snapshot.heldBy(subject),
    heldAnywhere: (holder: Holder) => store.snapshot.heldAnywhere(holder),
    permissionsOf: (actor: Actor) => store.permissionsOf(actor),
  }
  return {
    ...rights,
    module: defineModule({
      name: 'rbac',
      migrations,
      hooks: (hooks, names) => guardRightsTables(hooks, names, changed),
      collections: TABLES.map((table) => ({
        path: `/${table}`,
        table,
        ...(table === 'permissions' && { implicit: (actor: Actor) => store.implicitRows(actor) }),
      })),
      graphql: rightsGraphQL,
      routes: (context) => rightsRoutes(rights, context),
      descriptions,
    }),
    policy: policyOf(store),
    read: (session, names) => store.read(session, names),
  }
}

const NOTHING = new RightsSnapshot({ roles: [], policies: [], access: [], permissions: [] })

class Store {
  snapshot: RightsSnapshot = NOTHING
  #app: readonly Permission[] = []
  #begun = 0
  #shown = 0

  async read(session: Session, names: SystemNames): Promise<void> {
    const number = ++this.#begun
    const snapshot = new RightsSnapshot(await readRights(session, names))
    // An earlier read that took longer must not bring old rights back.
    if (number < this.#shown) return
    this.#shown = number
    this.snapshot = snapshot
    this.#app = appPermissions(names)
  }

  permissionsOf({ policies = [], app }: Actor): readonly Permission[] {
    const held = this.snapshot.permissionsOf(policies)
    return app === true ? [...held, ...this.#app] : held
  }

  /** What comes with the use of the Studio, as rows of no policy. */
  implicitRows({ app }: Actor): readonly Row[] {
    return app === true ? this.#app.map(implicitRow) : []
  }

  /** Guards and plans are kept by it. Rights that were read anew and are the same as before keep theirs. */
  keyOf({ policies = [], app }: Actor): string {
    return `${app === true ? 'app' : ''}:${this.snapshot.keyOf(policies)}`
  }
}

function implicitRow(permission: Permission): Row {
  const { collection, action, rows: permissions, validation, presets } = permission
  const fields = action === 'delete' ? null : permission.fields
  const granted = { permissions, validation, presets, fields }
  return { policy: null, collection, action, ...granted, system: true }
}
