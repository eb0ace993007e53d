import type { Filter } from '@relvar/query-engine/query'
import type { Action } from '@relvar/schema-introspect/model'

/** What a permission may be about; `share` is a right of its own beside the engine's four. */
export type PermissionAction = Action | 'share'

/** One rule: who holds it may do this with the rows and fields it names. Several add up. */
export interface Permission {
  /** The id of a table in the schema model. */
  readonly collection: string
  readonly action: PermissionAction
  /** Names of columns and relationships, or `'*'` for all; none is no field. Without meaning for `delete` and `share`. */
  readonly fields: readonly string[]
  /** Which rows; `{}` is every row. Without meaning for `create`. */
  readonly rows: Filter
  /** What must hold of a payload with its presets. */
  readonly validation: Filter
  /** Values for fields that a payload leaves out. */
  readonly presets: Readonly<Record<string, unknown>>
  /** Which rows there may be after a write. Without it a write may move a row out of reach. */
  readonly check?: Filter
}

export type PermissionParts = Partial<Omit<Permission, 'collection' | 'action'>>

/**
 * A permission in few words. Left out: all fields, every row, no validation, no presets.
 *
 * @example
 * allow('update', 'articles', { fields: ['title'], rows: { author_id: { _eq: '$CURRENT_USER' } } })
 */
export function allow(
  action: PermissionAction,
  collection: string,
  parts: PermissionParts = {},
): Permission {
  return { collection, action, fields: ['*'], rows: {}, validation: {}, presets: {}, ...parts }
}
