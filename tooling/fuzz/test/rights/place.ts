import { type ApiKeyScopes, scopePolicy } from '@relvar/auth'
import {
  type Actor,
  createEngine,
  createHooks,
  type Row,
  type RowChange,
  type Session,
  SYSTEM,
} from '@relvar/query-engine'
import { intersectPolicies } from '@relvar/rbac'
import { rightsStore } from '@relvar/rbac/store'
import { connect, introspect } from '@relvar/schema-introspect'
import { changeMark, markPlace, openSystem, readMark } from '@relvar/system'
import type { TestDialect } from '@relvar/test-databases'
import { ACTOR } from '../actor.js'
import { type Data, dataOf } from '../data.js'
import { worldOf } from '../open-world.js'
import { openPlaces } from '../places.js'
import { heldBy } from './held.js'
import type { Asker, Rights } from './rights.js'

/** A random database with rights in tables beside it. */
export interface RightsPlace extends AsyncDisposable {
  readonly data: Data
  /** Past every right. */
  readonly open: Session
  /** What hooks were told of the rows of the world since somebody began to listen; null while nobody does. */
  readonly told: { rows: RowChange[] | null }
  /** Writes these rights in place of all that are there. */
  put(rights: Rights): Promise<void>
  /** Opens a session that finds out by itself what somebody holds. */
  as(asker: Asker): Promise<Session>
}

interface AskingActor extends Actor {
  readonly asker: Asker
}

export async function openRightsPlace(dialect: TestDialect, seed: number): Promise<RightsPlace> {
  const places = await openPlaces(dialect, worldOf(seed), seed % 2 === 1)
  const isFile = places.url.startsWith('sqlite:')
  const attach = { relvar: `${places.url.slice('sqlite:'.length)}.relvar` }
  const db = await connect(places.url, { maxConnections: 2, ...(isFile && { attach }) })
  const store = rightsStore({ changed: changeMark })
  const tables = await openSystem({ db, modules: [store.module] })
  const world = await introspect(db, places.introspect)
  const schema = tables.withTables(world)
  const hooks = createHooks()
  const policy = intersectPolicies(store.policy, scopePolicy)

  async function actorOf(asker: Asker): Promise<Actor> {
    const mark = await readMark(open, tables)
    await store.read(open, tables)
    return { ...actorFor(asker), ...store.heldBy({ ...asker, secondFactor: true }), mark }
  }
  const freshness = {
    mark: markPlace(tables),
    renew: (actor: Actor) => actorOf((actor as AskingActor).asker),
  }
  // Rules count as what a query touches; here are more of them than anybody has.
  const limits = { maxRelations: 5000, countTimeout: null }
  const told: RightsPlace['told'] = { rows: null }
  // As history does, they write to no table of the world.
  for (const event of ['items.create', 'items.update'] as const)
    hooks.within(event, ({ rows }) => void told.rows?.push(...rows), {
      rows: true,
      writes: [],
      when: ({ id }) => told.rows !== null && Object.hasOwn(world.tables, id),
    })
  const engine = createEngine({ db, schema, policy, hooks, freshness, limits })
  const open = engine.as(SYSTEM)
  store.module.hooks?.(hooks, {
    ...tables,
    system: () => open,
    as: (actor: Actor) => engine.as(actor),
    unguarded: () => open,
  })
  return {
    data: dataOf(places.world, world),
    open,
    told,
    put: (rights) => putRights(open, (table) => tables.id(table), rights),
    as: async (asker) => engine.as(await actorOf(asker)),
    async [Symbol.asyncDispose]() {
      await db.destroy()
      await places[Symbol.asyncDispose]()
    },
  }
}

/** Whoever asks, with what they hold as the evaluator has it. */
export function actorWith(rights: Rights, asker: Asker): Actor {
  return { ...actorFor(asker), ...heldBy(rights, asker) }
}

/** With what is known of every user. */
function actorFor(asker: Asker): Actor {
  const { user, role, ip, scopes } = asker
  const identity = { kind: 'api-key', digest: '', scopes: scopes as ApiKeyScopes }
  return {
    id: user,
    role,
    ip,
    asker,
    ...(user !== null && { claims: ACTOR.claims }),
    ...(scopes !== null && { identity }),
  } as Actor
}

async function putRights(
  session: Session,
  id: (table: string) => string,
  rights: Rights,
): Promise<void> {
  for (const table of ['permissions', 'access', 'policies', 'roles'] as const)
    await session.delete(id(table), { query: { filter: ownRows(table), limit: -1 } })
  const named = (rows: readonly object[]): Row[] => rows.map((row) => ({ ...row, name: 'x' }))
  await session.create(id('roles'), named(rights.roles))
  await session.create(id('policies'), named(rights.policies))
  await session.create(
    id('access'),
    rights.access.map((row) => ({ ...row })),
  )
  await session.create(
    id('permissions'),
    rights.permissions.map((row) => ({ ...row })),
  )
}

/** What is there after installation stays: it is nobody's, or grants nothing. */
function ownRows(table: 'permissions' | 'access' | 'policies' | 'roles') {
  if (table === 'permissions') return {}
  if (table === 'access') return { sort: { _nnull: true } }
  return { name: { _eq: 'x' } }
}
