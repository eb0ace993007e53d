import {
  type Actor,
  ForbiddenError,
  InvalidQueryError,
  isSoundRule,
  type Session,
} from '@relvar/query-engine'
import { failures, type Filter, type KeyInput, type Row } from '@relvar/query-engine/query'
import { combine } from '../combine.js'
import type { PermissionAction } from '../permission.js'
import type { PolicyPermission } from './rights-snapshot.js'
import { ruleProblem } from './rule-problem.js'

/** A question about somebody's rights. */
export interface ExplainedRequest {
  readonly action: PermissionAction
  readonly collection: string
  /** About this item. */
  readonly key?: KeyInput
  /** About this field of it. */
  readonly field?: string
  /** About writing this. */
  readonly payload?: Row
}

/** Why somebody may do something, or may not. */
export interface PermissionExplanation {
  readonly allowed: boolean
  /** What decided: `admin`, `granted`, or what was missing; `rule` where one of the rules makes no sense. */
  readonly reason:
    | 'admin'
    | 'granted'
    | 'no permission'
    | 'second factor'
    | 'rule'
    | 'field'
    | 'item'
    | 'validation'
  /** Every permission for this action and collection, in the order in which they count. */
  readonly permissions: readonly ExplainedPermission[]
}

export interface ExplainedPermission {
  /** null where it comes with the use of the Studio. */
  readonly policy: string | null
  readonly permission: number | null
  readonly grantsField: boolean
  /** The rule on items, and whether it holds; null where no item was asked about. */
  readonly rule: Filter
  readonly holds: boolean | null
  /** Why the rule closes the collection to all who are held to it; null where it does not. */
  readonly problem: string | null
  /** The conditions that the rule demands together, each by itself. */
  readonly parts: readonly { readonly condition: Filter; readonly holds: boolean | null }[]
  /** The fields of the payload that do not pass its validation. */
  readonly failing: readonly string[]
}

type Held = Partial<Pick<PolicyPermission, 'id' | 'policy'>> &
  Omit<PolicyPermission, 'id' | 'policy'>

/**
 * Names the policy, rule and part of the rule that allow something or do not.
 *
 * @param session of whoever is asked about, past every policy, so that variables are theirs
 */
export async function explainPermission(
  session: Session,
  actor: Actor,
  held: readonly Held[],
  request: ExplainedRequest,
): Promise<PermissionExplanation> {
  if (actor.admin === true) return { allowed: true, reason: 'admin', permissions: [] }
  const { action, collection } = request
  const relevant = held.filter((each) => each.collection === collection && each.action === action)
  const permissions: ExplainedPermission[] = []
  for (const each of relevant) permissions.push(await explainOne(session, actor, each, request))
  const reason = reasonOf(permissions, request)
  return { allowed: reason === 'granted', reason, permissions }
}

function reasonOf(
  permissions: readonly ExplainedPermission[],
  { field }: ExplainedRequest,
): PermissionExplanation['reason'] {
  if (permissions.length === 0) return 'no permission'
  if (permissions.some(({ problem }) => problem !== null)) return 'rule'
  const granting = permissions.filter(({ grantsField }) => grantsField)
  if (field !== undefined && granting.length === 0) return 'field'
  if (granting.every(({ holds }) => holds === false)) return 'item'
  return permissions.some(({ failing }) => failing.length > 0) ? 'validation' : 'granted'
}

async function explainOne(
  session: Session,
  actor: Actor,
  permission: Held,
  request: ExplainedRequest,
): Promise<ExplainedPermission> {
  const { fields, rows: rule } = permission
  const { action, field } = request
  const isFieldless = action === 'delete' || action === 'share' || field === undefined
  const about = action === 'create' ? { ...request, key: undefined } : request
  const conditions = partsOf(rule)
  const parts: ExplainedPermission['parts'][number][] = []
  for (const condition of conditions)
    parts.push({ condition, holds: await holds(session, about, condition) })
  return {
    policy: permission.policy ?? null,
    permission: permission.id ?? null,
    grantsField: isFieldless || fields.includes('*') || fields.includes(field),
    rule,
    holds: await holds(session, about, rule),
    problem: ruleProblem(session, request.collection, rule),
    parts,
    failing: failingFields(actor, permission, request),
  }
}

/** Whether an item is one that a rule is true for. */
async function holds(
  session: Session,
  { collection, key }: { readonly collection: string; readonly key?: KeyInput | undefined },
  rule: Filter,
): Promise<boolean | null> {
  if (key === undefined) return null
  if (!isSoundRule(rule)) return false
  const table = session.schema.tables[collection]
  const fields = table?.primaryKey ?? []
  try {
    const found = await session.read(collection, { fields, filter: rule }, { keys: [key] })
    return found.length > 0
  } catch (error) {
    // Past every policy that is a collection that is not there, a key that no item can have, or a rule
    // about what is not there.
    if (error instanceof ForbiddenError || error instanceof InvalidQueryError) return false
    throw error
  }
}

/** `{ a, b }` and `{ _and: [a, b] }` demand the same. */
function partsOf(rule: Filter): readonly Filter[] {
  return Object.entries(rule).flatMap(([name, value]) =>
    name === '_and' && Array.isArray(value)
      ? value.flatMap((each) => partsOf(each as Filter))
      : [{ [name]: value }],
  )
}

function failingFields(
  actor: Actor,
  permission: Held,
  { action, payload }: ExplainedRequest,
): readonly string[] {
  const guard = action === 'create' || action === 'update' ? combine(action, [permission]) : null
  if (payload === undefined || guard === null) return []
  const row = { ...guard.presets, ...payload }
  const context = { actor, now: new Date() }
  return [
    ...new Set(
      guard.validation.flatMap((rule) => failures(rule, row, context)).map(({ field }) => field),
    ),
  ]
}
