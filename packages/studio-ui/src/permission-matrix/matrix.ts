/** What a permission may be about. */
export type MatrixAction = 'create' | 'read' | 'update' | 'delete' | 'share'

export const MATRIX_ACTIONS: readonly MatrixAction[] = [
  'create',
  'read',
  'update',
  'delete',
  'share',
]

/** A filter, or values by field, as the wire has them. */
export type Said = Readonly<Record<string, unknown>>

/** A permission as `/permissions` has it. */
export interface PermissionRow {
  /** Missing of those that come with the use of the Studio, and of those that are not saved yet. */
  readonly id?: number
  readonly policy: string | null
  readonly collection: string
  readonly action: MatrixAction
  readonly fields: readonly string[] | null
  readonly permissions: Said | null
  readonly validation: Said | null
  readonly presets: Said | null
}

/** How much somebody may do: nothing, everything, or what rules say. */
export type CellAccess = 'none' | 'all' | 'custom'

/** What a place of the matrix is about. */
export interface MatrixCell {
  readonly collection: string
  readonly action: MatrixAction
}

/** Why nobody can do something to a collection, whatever they are allowed. */
export type ImpossibleReason = 'closed' | 'view' | 'no-key' | 'database'

/** What cannot be done to a collection, and why. */
export type Impossible = Readonly<Partial<Record<MatrixAction, ImpossibleReason>>>

/** A collection that permissions may be about. */
export interface MatrixCollection {
  readonly id: string
  readonly title: string
  /** Of Relvar itself; shown on demand. */
  readonly isSystem: boolean
  /** What is not offered, and why. Without it nothing is known of that. */
  readonly impossible?: Impossible
}

/** What has to be written so that cells are as somebody wants them. */
export interface MatrixChanges {
  readonly create: readonly PermissionRow[]
  /** Each with its id. */
  readonly update: readonly PermissionRow[]
  readonly remove: readonly number[]
}

/** The permissions of a cell; several add up. */
export function rowsOf(
  rows: readonly PermissionRow[],
  { collection, action }: MatrixCell,
): readonly PermissionRow[] {
  return rows.filter((row) => row.collection === collection && row.action === action)
}

/** Whether an action is about fields; an item is deleted or shared as a whole. */
export function hasFields(action: MatrixAction): boolean {
  return action !== 'delete' && action !== 'share'
}

/**
 * How much the permissions of one cell allow.
 *
 * @example
 * accessOf([fullPermission('p1', { collection: 'orders', action: 'read' })]) // 'all'
 */
export function accessOf(rows: readonly PermissionRow[]): CellAccess {
  if (rows.length === 0) return 'none'
  return rows.length === 1 && rows.every(isFull) ? 'all' : 'custom'
}

function isFull({ action, fields, permissions, validation, presets }: PermissionRow): boolean {
  const isWhole = !hasFields(action) || fields?.includes('*') === true
  const rule = action === 'create' ? null : permissions
  return isWhole && [rule, validation, presets].every(isEmpty)
}

/** `{}` says as much as nothing. */
function isEmpty(said: Said | null): boolean {
  return said === null || Object.keys(said).length === 0
}

/** The permission that allows everything of a cell. */
export function fullPermission(policy: string, { collection, action }: MatrixCell): PermissionRow {
  return {
    policy,
    collection,
    action,
    fields: ['*'],
    permissions: null,
    validation: null,
    presets: null,
  }
}

/** Whether a place offers a choice: of what cannot be done only that it is taken away, and what is there already. */
export function isOffered(choice: CellAccess, access: CellAccess, isPossible: boolean): boolean {
  return isPossible || choice === 'none' || choice === access
}

/**
 * What has to be written so that cells allow all, or none. A permission that is there becomes the full one,
 * so that its id stays.
 */
export function changesTo(
  access: 'none' | 'all',
  cells: readonly MatrixCell[],
  rows: readonly PermissionRow[],
  policy: string,
): MatrixChanges {
  const changes = cells.map((cell) => changesOfCell(access, cell, rowsOf(rows, cell), policy))
  return {
    create: changes.flatMap(({ create }) => create),
    update: changes.flatMap(({ update }) => update),
    remove: changes.flatMap(({ remove }) => remove),
  }
}

function changesOfCell(
  access: 'none' | 'all',
  cell: MatrixCell,
  rows: readonly PermissionRow[],
  policy: string,
): MatrixChanges {
  const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (access === 'none') return { create: [], update: [], remove: ids }
  if (accessOf(rows) === 'all') return { create: [], update: [], remove: [] }
  const full = fullPermission(policy, cell)
  const [kept, ...rest] = ids
  return kept === undefined
    ? { create: [full], update: [], remove: [] }
    : { create: [], update: [{ ...full, id: kept }], remove: rest }
}

/** The permissions as they are once changes are written; those that are made have no id yet. */
export function applyChanges(
  rows: readonly PermissionRow[],
  { create, update, remove }: MatrixChanges,
): readonly PermissionRow[] {
  const changed = new Map(update.map((row) => [row.id, row]))
  const kept = rows
    .filter(({ id }) => id === undefined || !remove.includes(id))
    .map((row) => (row.id === undefined ? row : (changed.get(row.id) ?? row)))
  return [...kept, ...create]
}
