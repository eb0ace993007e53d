import { expect } from 'vitest'
import type { TestServer } from '../support/running-server.js'
import type { RootFields } from './root-fields.js'

type Row = Readonly<Record<string, unknown>>

/** Keys of rows that others belong to. */
export type References = Readonly<Record<'policy' | 'role' | 'user', string>>

/** Of a table of ours: rows as they are made, and a field that changes to one value and another. */
interface OwnTable {
  readonly rows: readonly Row[]
  readonly field: string
  readonly values?: readonly [unknown, unknown]
}

const three = (row: (index: number) => Row): readonly Row[] => [row(1), row(2), row(3)]

/** Those that are written like any other table. */
export const OWN_TABLES: Readonly<Record<string, (refs: References) => OwnTable>> = {
  roles: () => ({ rows: three((index) => ({ name: `role ${index}` })), field: 'description' }),
  policies: () => ({ rows: three((index) => ({ name: `policy ${index}` })), field: 'icon' }),
  access: ({ policy, role }) => ({
    rows: three((sort) => ({ policy: { id: policy }, role: { id: role }, sort })),
    field: 'sort',
    values: [7, 8],
  }),
  permissions: ({ policy }) => ({
    rows: three(() => ({ policy: { id: policy }, collection: 'tags', action: 'read' })),
    field: 'collection',
    values: ['categories', 'products'],
  }),
  users: () => ({ rows: three((index) => ({ email: `u${index}@example.com` })), field: 'title' }),
  presets: () => ({ rows: three((index) => ({ bookmark: `mark ${index}` })), field: 'search' }),
  translations: () => ({
    rows: three((index) => ({ language: 'de-DE', key: `key ${index}`, value: 'Wert' })),
    field: 'value',
  }),
  comments: () => ({
    rows: three((index) => ({ collection: 'tags', item: '1', comment: `comment ${index}` })),
    field: 'comment',
  }),
  notifications: ({ user }) => ({
    rows: three((index) => ({ recipient: { id: user }, subject: `subject ${index}` })),
    field: 'subject',
  }),
}

interface Place {
  readonly roots: RootFields
  readonly server: TestServer
}

const withId = '{ id }'

/** Makes, reads, changes and deletes rows by each root field of a table, and looks over REST at what came of it. */
export async function changeRows(
  { roots, server }: Place,
  name: string,
  { rows, field, values: [one, other] = ['one', 'other'] }: OwnTable,
): Promise<void> {
  const call = (root: string, given: Row, selection = withId): Promise<unknown> =>
    roots.call(root, { given, selection })
  const rest = async (path: string): Promise<unknown> =>
    ((await server.json(`/${name}${path}`)) as { readonly data: unknown }).data
  const valueOf = async (id: string): Promise<unknown> => ((await rest(`/${id}`)) as Row)[field]

  const made = (await call(`create_${name}_item`, { data: rows[0] })) as { readonly id: string }
  const more = (await call(`create_${name}_items`, { data: rows.slice(1) })) as (typeof made)[]
  const [first, second, third] = [made, ...more].map(({ id }) => id) as [string, string, string]
  const filter = { id: { _in: [first, second, third] } }
  // Permissions that no table holds stand at the end of their list, without keys.
  const held = async (): Promise<readonly Row[]> =>
    ((await rest(`?filter=${JSON.stringify(filter)}`)) as Row[]).filter(({ id }) => id)
  expect(await held()).toHaveLength(3)
  await readRows(roots, name, [first, second, third], filter)

  await call(`update_${name}_item`, { id: first, data: { [field]: one } })
  await call(`update_${name}_items`, { ids: [second, third], data: { [field]: other } })
  expect(await Promise.all([first, second, third].map(valueOf))).toEqual([one, other, other])
  await call(`update_${name}_batch`, { data: [{ id: third, [field]: one }] })
  expect(await valueOf(third)).toBe(one)

  expect(await call(`delete_${name}_item`, { id: first })).toEqual({ id: first })
  expect(await held()).toHaveLength(2)
  const ids = [second, third]
  expect(await call(`delete_${name}_items`, { ids }, '{ ids }')).toEqual({ ids })
  expect(await held()).toEqual([])
}

/** Reads rows as a list, one by its key, counted and as a connection. */
export async function readRows(
  roots: RootFields,
  name: string,
  ids: readonly string[],
  filter: Row,
): Promise<void> {
  const sort = ['id']
  const list = { given: { filter, sort }, selection: withId }
  const rows = (await roots.call<{ id: string | null }[]>(name, list)).filter(({ id }) => id)
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids))
  const one = { given: { id: ids[0] }, selection: withId }
  expect(await roots.call(`${name}_by_id`, one)).toEqual({ id: ids[0] })
  const counted = { given: { filter }, selection: '{ countAll }' }
  expect(await roots.call(`${name}_aggregated`, counted)).toEqual([{ countAll: ids.length }])
  const selection = '{ totalCount edges { node { id } } }'
  const page = { given: { filter, sort, first: 1 }, selection }
  expect(await roots.call(`${name}_connection`, page)).toEqual({
    totalCount: ids.length,
    edges: [{ node: rows[0] }],
  })
}
