import {
  ForbiddenError,
  InvalidPayloadError,
  parseKey,
  type Actor,
  type ModuleAnswer,
  type ModuleContext,
  type ModuleRequest,
  type ModuleRoute,
  type Session,
} from '@relvar/query-engine'
import type { KeyInput, Row } from '@relvar/query-engine/query'
import type { PermissionAction } from '../permission.js'
import { explainPermission, type ExplainedRequest } from './explain-permission.js'
import type { Subject } from './rights-snapshot.js'
import type { RightsStore } from './rights-store.js'
import { summaryOf, summaryOfAction, summaryOfEverything } from './summary.js'

type Store = Pick<RightsStore, 'heldBy' | 'permissionsOf'>

/** The routes about rights: one's own, and why they are what they are. */
export function rightsRoutes(store: Store, context: ModuleContext): readonly ModuleRoute[] {
  return [
    { path: '/permissions/me', methods: { GET: (request) => ownPermissions(store, request) } },
    {
      path: '/permissions/me/:collection/:key?',
      methods: { GET: (request) => ownItemPermissions(store, context, request) },
    },
    {
      path: '/permissions/explain',
      methods: { POST: (request) => explain(store, context, request) },
    },
    { path: '/policies/me/globals', methods: { GET: (request) => ownGlobals(store, request) } },
    { path: '/roles/me', methods: { GET: (request) => ownRoles(context, request) } },
  ]
}

/** @throws ForbiddenError for anybody of whom nothing is known, not even a role */
async function knownSession({ session }: ModuleRequest): Promise<Session> {
  const known = await session()
  const { id, role = null } = known.actor
  if (id === null && role === null) throw new ForbiddenError()
  return known
}

async function ownPermissions(store: Store, request: ModuleRequest): Promise<ModuleAnswer> {
  const { actor, schema } = await knownSession(request)
  const data =
    actor.admin === true
      ? summaryOfEverything(Object.keys(schema.tables))
      : summaryOf(store.permissionsOf(actor))
  return { data }
}

async function ownItemPermissions(
  store: Store,
  context: ModuleContext,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const session = await knownSession(request)
  const { collection = '', key } = request.params
  const table = session.schema.tables[collection]
  const isSingleton = table?.traits.singleton === true
  const data: Record<string, object> = {}
  for (const action of ['update', 'delete', 'share'] as const) {
    const access = await mayDo(store, context, session, action, collection, key)
    const { fields, presets } =
      isSingleton && access ? summarised(store, session.actor, action, collection) : {}
    data[action] = { access, ...(fields && { fields }), ...(presets && { presets }) }
  }
  return { data }
}

function summarised(
  store: Store,
  actor: Actor,
  action: PermissionAction,
  collection: string,
): Partial<ReturnType<typeof summaryOfAction>> {
  if (action !== 'update') return {}
  if (actor.admin === true) return { fields: ['*'] }
  const held = store.permissionsOf(actor)
  return summaryOfAction(
    action,
    held.filter((each) => each.action === action && each.collection === collection),
  )
}

/** An item that is not there, or of a collection that is not, is none that anything may be done with. */
async function mayDo(
  store: Store,
  context: ModuleContext,
  { actor, schema }: Session,
  action: PermissionAction,
  collection: string,
  segment: string | undefined,
): Promise<boolean> {
  if (actor.admin === true) return true
  const table = Object.hasOwn(schema.tables, collection) ? schema.tables[collection] : undefined
  if (table === undefined) return false
  const key = segment === undefined ? undefined : parseKey(table, segment)
  if (key === null) return false
  const { allowed } = await explainPermission(
    context.unguarded(actor),
    actor,
    store.permissionsOf(actor),
    { action, collection, ...(key !== undefined && { key }) },
  )
  return allowed
}

async function ownGlobals(store: Store, { session }: ModuleRequest): Promise<ModuleAnswer> {
  const { id, role = null, ip = null, app, admin } = (await session()).actor
  if (id === null && role === null) return { data: { app_access: false } }
  const { enforceTfa } = store.heldBy({ user: id, role, ip, secondFactor: true })
  return {
    data: { app_access: app === true, admin_access: admin === true, enforce_tfa: enforceTfa },
  }
}

/** All roles of the chain; their ids alone for those who may not read them. */
async function ownRoles(context: ModuleContext, request: ModuleRequest): Promise<ModuleAnswer> {
  const session = await knownSession(request)
  const keys = session.actor.roles ?? []
  if (keys.length === 0) return { data: [] }
  try {
    const query = { ...request.query, limit: -1 }
    return { data: await session.read(context.id('roles'), query, { keys }) }
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error
    return { data: keys.map((id) => ({ id })) }
  }
}

const ACTIONS: readonly unknown[] = ['create', 'read', 'update', 'delete', 'share']

/** `POST /permissions/explain`: for administrators, about anybody. */
async function explain(
  store: Store,
  context: ModuleContext,
  request: ModuleRequest,
): Promise<ModuleAnswer> {
  const { actor: asking, schema } = await request.session()
  // An administrator's API key may be for something else.
  const isOpen = schema.tables[context.id('permissions')]?.actions.includes('read') === true
  if (asking.admin !== true || !isOpen)
    throw new ForbiddenError('Only administrators look into the rights of others.')
  const body = (await request.body()) as Row | undefined
  const subject = await subjectOf(context, body ?? {})
  const { enforceTfa, ...rights } = store.heldBy(subject)
  const actor = { id: subject.user, role: subject.role, ip: subject.ip, ...rights }
  const asked = explainedRequest(body ?? {})
  const held = store.permissionsOf(actor)
  const explained = await explainPermission(context.unguarded(actor), actor, held, asked)
  const isLocked = enforceTfa && !subject.secondFactor && !explained.allowed
  return { data: isLocked ? { ...explained, reason: 'second factor' } : explained }
}

function explainedRequest(body: Row): ExplainedRequest {
  const { action, collection, key, field, payload } = body
  if (!ACTIONS.includes(action))
    throw new InvalidPayloadError(`"action" is one of ${ACTIONS.join(', ')}.`)
  if (typeof collection !== 'string') throw new InvalidPayloadError('"collection" is needed.')
  if (field !== undefined && typeof field !== 'string')
    throw new InvalidPayloadError('"field" is the name of a field.')
  if (payload !== undefined && (typeof payload !== 'object' || payload === null))
    throw new InvalidPayloadError('"payload" is an object.')
  return {
    action: action as PermissionAction,
    collection,
    ...(key !== undefined && { key: key as KeyInput }),
    ...(field !== undefined && { field }),
    ...(payload !== undefined && { payload: payload as Row }),
  }
}

/** A user, anybody of a role, or, where neither is named, anybody at all. */
async function subjectOf(context: ModuleContext, body: Row): Promise<Subject> {
  const text = (name: string): string | null => {
    const value = body[name]
    if (value === undefined || value === null) return null
    if (typeof value !== 'string') throw new InvalidPayloadError(`"${name}" is a text.`)
    return value
  }
  const user = text('user')
  const ip = text('ip')
  if (user === null) return { user, role: text('role'), ip, secondFactor: true }
  const fields = ['role', 'tfa_secret']
  const row = await context.system().readOne(context.id('users'), user, { fields })
  if (row === null) throw new InvalidPayloadError('"user" is nobody here.')
  return { user, role: row['role'] as string | null, ip, secondFactor: row['tfa_secret'] !== null }
}
