import type { Filter } from '@relvar/query-engine'
import fc from 'fast-check'
import type { Data } from '../data.js'
import { filterOf } from '../questions.js'
import { VALUES } from '../values.js'
import type { WorldTable } from '../world.js'
import type { Access, Asker, Permission, Policy, RightAction, Rights, Role } from './rights.js'

/** Users, roles and some policies have ids that columns of the world hold too. */
const IDS = VALUES.uuid.map(String)
const POLICIES: readonly string[] = [...IDS, '0c8f3ad2-55d7-4a39-8c0d-3e0f5a6b7c8d']

/** The networks of a policy, and addresses within and without: see {@link ADDRESSES_IN}. */
const NETWORKS = [null, null, null, ['10.0.0.0/8'], ['10.0.0.1'], ['192.168.0.1-192.168.0.9']]

/** By hand, so that no code of the engine says what lies in what. */
export const ADDRESSES_IN: Readonly<Record<string, readonly string[]>> = {
  '10.0.0.0/8': ['10.0.0.1', '10.9.9.9', '::ffff:10.0.0.1'],
  '10.0.0.1': ['10.0.0.1', '::ffff:10.0.0.1'],
  '192.168.0.1-192.168.0.9': ['192.168.0.9'],
}
const ADDRESSES = ['10.0.0.1', '10.9.9.9', '::ffff:10.0.0.1', '192.168.0.9', '192.168.0.10', null]

/**
 * Rights that a store may hold: nested roles, policies, and what they permit, in any order. Many of
 * them about few things, so that they meet.
 */
export function rightsFor(data: Data, actions: readonly RightAction[]): fc.Arbitrary<Rights> {
  const { tables } = data.world
  const keyless = fc.subarray(tables.map(({ name }) => name)).map((names) => names.slice(0, 1))
  return keyless.chain((names) => {
    const permission = fc.oneof(...tables.map((each) => permissionOn(data, each, names, actions)))
    return fc.record({
      roles: fc.tuple(...IDS.map((_, place) => roleAt(place))),
      policies: fc.tuple(...POLICIES.map((id) => policyWith(id))),
      access: fc.array(anyAccess, { minLength: 6, maxLength: 12 }).chain((list) => sorted(list)),
      permissions: fc.array(permission, { minLength: 30, maxLength: 60 }),
    })
  })
}

/** Below one of those before it, or below none. */
function roleAt(place: number): fc.Arbitrary<Role> {
  const parents = [null, ...IDS.slice(0, place)]
  return fc.constantFrom(...parents).map((parent) => ({ id: IDS[place] ?? '', parent }))
}

const policyWith = (id: string): fc.Arbitrary<Policy> =>
  fc.record({
    id: fc.constant(id),
    ip_access: fc.constantFrom(...NETWORKS),
    admin_access: fc.nat(24).map((chance) => chance === 24),
    app_access: fc.boolean(),
  })

const anyId = fc.constantFrom(...IDS)

const anyAccess: fc.Arbitrary<Omit<Access, 'sort'>> = fc
  .tuple(
    fc.oneof(
      anyId.map((role) => ({ role, user: null })),
      anyId.map((user) => ({ role: null, user })),
      fc.constant({ role: null, user: null }),
    ),
    fc.constantFrom(...POLICIES),
  )
  .map(([holder, policy]) => ({ ...holder, policy }))

/** No two of one place: which of them counts first is nobody's promise. */
function sorted(list: readonly Omit<Access, 'sort'>[]): fc.Arbitrary<readonly Access[]> {
  const places = list.map((_, place) => place)
  return fc
    .shuffledSubarray(places, { minLength: places.length })
    .map((order) => list.map((each, place) => ({ ...each, sort: order[place] ?? 0 })))
}

/**
 * Rows can be told apart by whoever may read any, unless the table is one of those whose key nobody
 * may read.
 */
function permissionOn(
  data: Data,
  table: WorldTable,
  keyless: readonly string[],
  actions: readonly RightAction[],
): fc.Arbitrary<Permission> {
  const { name, order } = table
  const isKeyless = keyless.includes(name)
  const fields = fc.constantFrom(...actions).chain((action) => {
    const own = isKeyless || action !== 'read' ? [] : order
    const names = namesIn(data, table).filter((each) => action !== 'read' || !order.includes(each))
    const some = fc.subarray(names).map((list): readonly string[] | null => [...own, ...list])
    const all = fc.constantFrom(['*'], ['*', ...order], isKeyless ? null : ['*'])
    const either = isKeyless && action === 'read' ? some : fc.oneof(some, all)
    return fc.tuple(fc.constant(action), either)
  })
  return fc
    .tuple(
      fc.constantFrom(...POLICIES),
      fields,
      ruleOn(data, table),
      fc.option(checkOn(table)),
      fc.option(presetsOn(table)),
    )
    .map(([policy, [action, list], permissions, validation, presets]) => ({
      policy,
      collection: name,
      action,
      permissions,
      validation,
      presets,
      fields: action === 'delete' ? null : list,
    }))
}

/** A list in the tables holds no names with commas: such fields are granted with all others alone. */
function namesIn(data: Data, table: WorldTable): readonly string[] {
  const all = [...table.columns, ...data.relationships(table)].map(({ name }) => name)
  return [...new Set(all)].filter((name) => !name.includes(','))
}

/** What variables of ids stand for is found in columns of ids alone. */
function ruleOn(data: Data, table: WorldTable): fc.Arbitrary<Filter | null> {
  const ids = table.columns.filter(({ type }) => type === 'uuid').map(({ name }) => name)
  const operators: readonly Filter[] = [
    { _eq: '$CURRENT_USER' },
    { _neq: '$CURRENT_USER' },
    { _eq: '$CURRENT_ROLE' },
    { _in: '$CURRENT_ROLES' },
    { _nin: '$CURRENT_ROLES' },
    { _in: '$CURRENT_POLICIES' },
  ]
  const dynamic = ids.flatMap((name) => operators.map((operator): Filter => ({ [name]: operator })))
  const plain = fc.option(filterOf(data, table, 1), { freq: 6 })
  return dynamic.length === 0
    ? plain
    : fc.oneof({ weight: 2, arbitrary: plain }, fc.constantFrom(...dynamic))
}

/** A condition on one word of a payload. */
function checkOn({ columns }: WorldTable): fc.Arbitrary<Filter | null> {
  const words = columns.filter(({ type }) => type === 'word').map(({ name }) => name)
  const checks = words.flatMap((name): Filter[] => [
    { [name]: { _in: ['a', 'abc'] } },
    { [name]: { _neq: 'zz' } },
    { [name]: { _in: '$CURRENT_USER.words' } },
  ])
  return fc.constantFrom(null, ...checks)
}

function presetsOn({ columns, order }: WorldTable): fc.Arbitrary<Permission['presets']> {
  const own = columns.filter(({ name }) => !order.includes(name))
  const presets = own.flatMap(({ name, type }): Permission['presets'][] => [
    ...(type === 'word' ? [{ [name]: 'a' }, { [name]: '$CURRENT_USER.word' }] : []),
    ...(type === 'integer' && !name.startsWith('l')
      ? [{ [name]: 5 }, { [name]: '$CURRENT_USER.level' }]
      : []),
    ...(type === 'uuid' ? [{ [name]: '$CURRENT_USER' }] : []),
  ])
  return fc.constantFrom(null, ...presets)
}

/** Somebody of a role, somebody without one, and anybody; from somewhere; with a key now and then. */
export function askersFor({ world }: Data): fc.Arbitrary<Asker> {
  const scopes = fc.record(
    {
      collections: fc.subarray(world.tables.map(({ name }) => name)),
      actions: fc.subarray<RightAction>(['read', 'create', 'update', 'delete']),
    },
    { requiredKeys: [] },
  )
  const known = fc.record({ user: anyId, role: fc.option(anyId, { freq: 3 }) })
  const who = fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 1, arbitrary: fc.constant({ user: null, role: null }) },
  )
  return fc
    .tuple(who, fc.constantFrom(...ADDRESSES), fc.option(scopes, { freq: 3 }))
    .map(([holder, ip, limits]) => ({
      ...holder,
      ip,
      scopes: holder.user === null ? null : limits,
    }))
}
