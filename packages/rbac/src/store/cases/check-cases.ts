import type { Actor, ModuleContext, Session } from '@relvar/query-engine'
import { explainPermission, type PermissionExplanation } from '../explain-permission.js'
import type { RightsStore } from '../rights-store.js'
import type { CaseSubject, RightsCase } from './parse-cases.js'

/** What came of one case. */
export interface CaseResult {
  readonly case: RightsCase
  readonly passed: boolean
  /** Why it is allowed, or not; `unknown` where nobody or nothing of that name is there. */
  readonly reason: PermissionExplanation['reason'] | 'unknown'
}

type Context = Pick<ModuleContext, 'id' | 'system' | 'unguarded'>

/**
 * Compares statements about rights with what they are now. A role, user or collection that is not
 * there fails its case: what a test speaks of should exist.
 *
 * @example
 * const results = await checkCases(rights, context, parseCases(await readFile('rights.txt', 'utf8')))
 * const failed = results.filter(({ passed }) => !passed)
 */
export async function checkCases(
  rights: Pick<RightsStore, 'heldBy' | 'permissionsOf'>,
  context: Context,
  cases: readonly RightsCase[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const each of cases) results.push(await check(rights, context, each))
  return results
}

async function check(
  rights: Pick<RightsStore, 'heldBy' | 'permissionsOf'>,
  context: Context,
  each: RightsCase,
): Promise<CaseResult> {
  const system = context.system()
  const holder = await holderOf(system, context, each.subject)
  if (holder === null || !isKnown(system, each))
    return { case: each, passed: false, reason: 'unknown' }
  const actor: Actor = {
    id: holder.user,
    role: holder.role,
    // A case is about what somebody may do with the factor that their policies demand.
    ...rights.heldBy({ ...holder, ip: null, secondFactor: true }),
  }
  const { action, collection, key, field } = each
  const { allowed, reason } = await explainPermission(
    context.unguarded(actor),
    actor,
    rights.permissionsOf(actor),
    { action, collection, ...(key !== null && { key }), ...(field !== null && { field }) },
  )
  return { case: each, passed: allowed === each.allowed, reason }
}

interface Holder {
  readonly user: string | null
  readonly role: string | null
}

async function holderOf(
  system: Session,
  names: Context,
  subject: CaseSubject,
): Promise<Holder | null> {
  if (subject.kind === 'public') return { user: null, role: null }
  const [table, column, value] =
    subject.kind === 'role' ? ['roles', 'name', subject.name] : ['users', 'email', subject.email]
  const fields = subject.kind === 'role' ? ['id'] : ['id', 'role']
  const filter = { [column]: { _eq: value } }
  const [row, ...more] = await system.read(names.id(table), { fields, filter, limit: 2 })
  if (row === undefined || more.length > 0) return null
  return subject.kind === 'role'
    ? { user: null, role: String(row['id']) }
    : { user: String(row['id']), role: row['role'] as string | null }
}

function isKnown({ schema: { tables } }: Session, { collection, field }: RightsCase): boolean {
  const table = Object.hasOwn(tables, collection) ? tables[collection] : undefined
  if (table === undefined) return false
  const names = [...table.columns, ...table.relationships].map(({ name }) => name)
  return field === null || names.includes(field)
}
