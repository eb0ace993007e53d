import { createHash } from 'node:crypto'
import type { Permission } from '../permission.js'
import { areNetworks, isWithin } from './networks.js'

export interface RoleRow {
  readonly id: string
  readonly parent: string | null
}

export interface PolicyRow {
  readonly id: string
  readonly ip_access: readonly string[] | null
  readonly enforce_tfa: boolean
  readonly admin_access: boolean
  readonly app_access: boolean
}

export interface AccessRow {
  readonly role: string | null
  readonly user: string | null
  readonly policy: string
  readonly sort: number | null
}

/** A permission as a policy holds it. */
export interface PolicyPermission extends Permission {
  readonly id: number
  readonly policy: string
}

export interface RightsRows {
  readonly roles: readonly RoleRow[]
  readonly policies: readonly PolicyRow[]
  readonly access: readonly AccessRow[]
  readonly permissions: readonly PolicyPermission[]
}

/** Whose rights are asked for. */
export interface Subject {
  readonly user: string | null
  /** The direct role. */
  readonly role: string | null
  /** Where the request comes from; null where that is not known. */
  readonly ip: string | null
  /** Whether they have set a second factor up: without, none of their policies may count. */
  readonly secondFactor: boolean
}

/** Who may come from anywhere. */
export type Holder = Pick<Subject, 'user' | 'role'>

/** What somebody holds, as far as it decides over rights. */
export interface HeldRights {
  /** The chain of roles, the direct one last. */
  readonly roles: readonly string[]
  /** The policies that count for this address, in the order in which their presets do. */
  readonly policies: readonly string[]
  readonly admin: boolean
  readonly app: boolean
  /** Some policy demands a second factor. Who has none holds no policy then, and may use the Studio to set it up. */
  readonly enforceTfa: boolean
}

/** All rights at one moment. What rows link to nothing, left by two writers at once, means nothing. */
export class RightsSnapshot {
  readonly #parents: ReadonlyMap<string, string | null>
  readonly #policies: ReadonlyMap<string, PolicyRow>
  readonly #permissions: ReadonlyMap<string, readonly PolicyPermission[]>
  readonly #access: readonly AccessRow[]
  /** By the list itself, which all requests of an actor share. */
  readonly #keys = new WeakMap<readonly string[], string>()

  constructor({ roles, policies, access, permissions }: RightsRows) {
    this.#parents = new Map(roles.map(({ id, parent }) => [id, parent]))
    this.#policies = new Map(policies.map((policy) => [policy.id, policy]))
    this.#permissions = byPolicy(permissions)
    this.#access = access.toSorted(bySort)
  }

  /** What somebody holds: that of the chain of roles, ancestors first, then that given to the user alone. */
  heldBy({ user, role, ip, secondFactor }: Subject): HeldRights {
    const held = this.#heldBy(user, role, (policy) => reaches(policy, ip))
    return held.enforceTfa && !secondFactor ? { ...held, policies: [], admin: false } : held
  }

  /** What somebody holds from one address or another: all that may ever count for them. */
  heldAnywhere({ user, role }: Holder): HeldRights {
    return this.#heldBy(user, role, () => true)
  }

  #heldBy(
    user: string | null,
    role: string | null,
    counts: (policy: PolicyRow) => boolean,
  ): HeldRights {
    const roles = this.#chainOf(role)
    const rows = [
      ...(roles.length === 0 ? this.#access.filter(isPublic) : this.#ofRoles(roles)),
      ...this.#access.filter((row) => user !== null && row.user === user),
    ]
    const ids = new Set(rows.map(({ policy }) => policy))
    const held = [...ids].flatMap((id) => this.#policies.get(id) ?? []).filter(counts)
    const admin = held.some(({ admin_access }) => admin_access)
    return {
      roles,
      policies: held.map(({ id }) => id),
      admin,
      app: admin || held.some(({ app_access }) => app_access),
      enforceTfa: held.some(({ enforce_tfa }) => enforce_tfa),
    }
  }

  /** The permissions of policies, in their order. */
  permissionsOf(policies: readonly string[]): readonly PolicyPermission[] {
    return policies.flatMap((policy) => this.#permissions.get(policy) ?? [])
  }

  /** Equal keys mean equal permissions, however often all of them were read and whatever else has changed. */
  keyOf(policies: readonly string[]): string {
    const known = this.#keys.get(policies)
    if (known !== undefined) return known
    const rules = this.permissionsOf(policies).map(ruleOf)
    const key = createHash('sha256').update(JSON.stringify(rules)).digest('base64url')
    this.#keys.set(policies, key)
    return key
  }

  #ofRoles(roles: readonly string[]): readonly AccessRow[] {
    return roles.flatMap((role) => this.#access.filter((row) => row.role === role))
  }

  /** A role that is not there, and one above itself, gives no rights at all. */
  #chainOf(role: string | null): readonly string[] {
    const chain: string[] = []
    for (let id = role; id !== null; id = this.#parents.get(id) ?? null) {
      if (chain.includes(id)) return []
      if (this.#parents.has(id)) chain.unshift(id)
    }
    return chain
  }
}

/** What a permission says, and not where it stands. */
function ruleOf(permission: Permission): readonly unknown[] {
  const { collection, action, fields, rows, validation, presets, check = null } = permission
  return [collection, action, fields, rows, validation, presets, check]
}

function isPublic({ role, user }: AccessRow): boolean {
  return role === null && user === null
}

function byPolicy(
  permissions: RightsRows['permissions'],
): ReadonlyMap<string, readonly PolicyPermission[]> {
  const groups = new Map<string, PolicyPermission[]>()
  for (const each of permissions) {
    const group = groups.get(each.policy)
    if (group === undefined) groups.set(each.policy, [each])
    else group.push(each)
  }
  return groups
}

/** A list that somebody spoilt past the checks of this program reaches nobody. */
function reaches({ ip_access }: PolicyRow, ip: string | null): boolean {
  if (ip_access === null || ip_access.length === 0) return true
  return areNetworks(ip_access) && isWithin(ip, ip_access)
}

function bySort(a: AccessRow, b: AccessRow): number {
  return (a.sort ?? Infinity) - (b.sort ?? Infinity) || (a.policy < b.policy ? -1 : 1)
}
