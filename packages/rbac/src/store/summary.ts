import { combine } from '../combine.js'
import type { Permission, PermissionAction } from '../permission.js'

/** What somebody may do with the items of a collection, as the wire tells it. */
export interface ActionSummary {
  /** `partial`: with some of the items. */
  readonly access: 'none' | 'partial' | 'full'
  readonly fields?: readonly string[]
  readonly presets?: Readonly<Record<string, unknown>>
}

export type CollectionSummary = Readonly<Record<PermissionAction, ActionSummary>>

const ACTIONS: readonly PermissionAction[] = ['create', 'read', 'update', 'delete', 'share']
const EVERYTHING: ActionSummary = { access: 'full', fields: ['*'] }

/** Every action of each collection that a permission speaks of. */
export function summaryOf(
  permissions: readonly Permission[],
): Readonly<Record<string, CollectionSummary>> {
  const collections = new Set(permissions.map(({ collection }) => collection))
  return Object.fromEntries(
    [...collections].map((collection) => [
      collection,
      summaryOfCollection(permissions.filter((each) => each.collection === collection)),
    ]),
  )
}

/** What an administrator may do. */
export function summaryOfEverything(
  collections: readonly string[],
): Readonly<Record<string, CollectionSummary>> {
  const all = Object.fromEntries(ACTIONS.map((action) => [action, EVERYTHING]))
  return Object.fromEntries(collections.map((name) => [name, all as CollectionSummary]))
}

function summaryOfCollection(permissions: readonly Permission[]): CollectionSummary {
  const entries = ACTIONS.map((action) => [
    action,
    summaryOfAction(
      action,
      permissions.filter((each) => each.action === action),
    ),
  ])
  return Object.fromEntries(entries) as CollectionSummary
}

export function summaryOfAction(
  action: PermissionAction,
  permissions: readonly Permission[],
): ActionSummary {
  // Sharing is no action of the engine; its rows are those of a read.
  const guard = combine(action === 'share' ? 'read' : action, permissions)
  if (guard === null) return { access: 'none' }
  const fields = [...guard.fields.keys()]
  const hasPresets = Object.keys(guard.presets).length > 0
  return {
    access: Object.keys(guard.rows).length === 0 ? 'full' : 'partial',
    ...(fields.length > 0 && { fields: fields.includes('*') ? ['*'] : fields }),
    ...(hasPresets && { presets: guard.presets }),
  }
}
