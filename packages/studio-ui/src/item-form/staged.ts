import type { Item } from '../wire/objects.js'

/**
 * Changes of a list that wait for the item they belong to: nothing is sent before it is saved. The rows
 * stand beside them as they are shown.
 */
export interface StagedList {
  readonly 'relvar:staged': 'list'
  readonly create: readonly StagedRow[]
  readonly update: readonly StagedUpdate[]
  /** Keys of rows that are taken out. */
  readonly remove: readonly string[]
}

/** A new row. */
export interface StagedRow {
  /** Tells new rows apart, which have no key yet. */
  readonly id: string
  readonly values: Item
  /** How it is shown: values, and what they link to. */
  readonly shown: Item
}

/** A row that is there, with its changes; one without any becomes part of the list. */
export interface StagedUpdate extends StagedRow {
  /** The columns of its key. */
  readonly identity: Item
  /** It was no part of the list before. */
  readonly isAdded?: true
}

/** A linked item that is new, or that changes, together with the one that links to it. */
export interface StagedItem {
  readonly 'relvar:staged': 'item'
  /** The columns of its key; empty of a new one. */
  readonly identity: Item
  readonly values: Item
  readonly shown: Item
}

export const noChanges: StagedList = {
  'relvar:staged': 'list',
  create: [],
  update: [],
  remove: [],
}

export function stagedList(value: unknown): StagedList {
  return hasTag(value, 'list') ? (value as StagedList) : noChanges
}

export function isStagedItem(value: unknown): value is StagedItem {
  return hasTag(value, 'item')
}

function hasTag(value: unknown, tag: string): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'relvar:staged') === tag
}

/** Whether a list stays as it is. */
export function isUnchanged({ create, update, remove }: StagedList): boolean {
  return create.length + update.length + remove.length === 0
}

/** Adds a new row at the end. */
export function withNew(list: StagedList, row: Omit<StagedRow, 'id'>): StagedList {
  const taken = list.create.map(({ id }) => Number(id.slice(1)))
  const id = `+${Math.max(0, ...taken) + 1}`
  return { ...list, create: [...list.create, { ...row, id }] }
}

/** Changes a row, new or there: what was changed of it before stays changed. */
export function withChange(list: StagedList, row: StagedUpdate): StagedList {
  if (list.create.some(({ id }) => id === row.id)) {
    const create = list.create.map((each) => (each.id === row.id ? merged(each, row) : each))
    return { ...list, create }
  }
  const before = list.update.find(({ id }) => id === row.id)
  const rest = list.update.filter(({ id }) => id !== row.id)
  const now = before === undefined ? row : { ...row, ...merged(before, row) }
  return { ...list, update: [...rest, now], remove: list.remove.filter((id) => id !== row.id) }
}

/** Gives a row its values anew, whatever was changed of it before. */
export function withRow(list: StagedList, row: StagedUpdate): StagedList {
  if (list.create.some(({ id }) => id === row.id)) {
    const create = list.create.map((each) =>
      each.id === row.id ? { ...each, ...newRow(row) } : each,
    )
    return { ...list, create }
  }
  const { isAdded } = list.update.find(({ id }) => id === row.id) ?? {}
  return withChange(restored(list, row.id), { ...row, ...(isAdded && { isAdded }) })
}

function newRow({ id, values, shown }: StagedUpdate): StagedRow {
  return { id, values, shown }
}

/** Takes a row out: a new one is gone, one that is there goes when the item is saved. */
export function without(list: StagedList, id: string): StagedList {
  if (list.create.some((each) => each.id === id))
    return { ...list, create: list.create.filter((each) => each.id !== id) }
  const update = list.update.filter((each) => each.id !== id)
  return { ...list, update, remove: [...list.remove.filter((each) => each !== id), id] }
}

/** Takes all changes of a row back. */
export function restored(list: StagedList, id: string): StagedList {
  return {
    ...list,
    update: list.update.filter((each) => each.id !== id),
    remove: list.remove.filter((each) => each !== id),
  }
}

function merged<Row extends StagedRow>(before: Row, { values, shown }: StagedRow): Row {
  return {
    ...before,
    values: { ...before.values, ...values },
    shown: { ...before.shown, ...shown },
  }
}

/** Values as the wire takes them, with all that waits within them. */
export function wireOf(values: Item): Item {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wireValue(value)]))
}

function wireValue(value: unknown): unknown {
  if (isStagedItem(value)) return { ...value.identity, ...wireOf(value.values) }
  if (!hasTag(value, 'list')) return value
  const { create, update, remove } = value as StagedList
  return {
    ...(create.length > 0 && { create: create.map((row) => wireOf(row.values)) }),
    ...(update.length > 0 && {
      update: update.map(({ identity, values }) => ({ ...identity, ...wireOf(values) })),
    }),
    ...(remove.length > 0 && { delete: remove }),
  }
}
