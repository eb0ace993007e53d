import { expect } from 'vitest'
import type { TestServer } from '../support/running-server.js'
import { ask, type Outcome } from './library.js'

/** Has people name fields of the library wherever they can: in rights, bookmarks, templates, options, conditions. */
export async function said(server: TestServer): Promise<void> {
  const send = async (request: string, body: unknown) => {
    const answer = await ask(server, request, body)
    expect([request, answer.status, answer.messages]).toEqual([request, answer.status, []])
    return answer.data
  }
  await send('PATCH /collections/authors', {
    meta: { display_template: '{{ name }} {{ rank }}' },
  })
  await send('PATCH /collections/books', {
    meta: {
      display_template: '{{title}} ({{author_id.name}})',
      item_duplication_fields: ['title', 'author_id.name'],
    },
  })
  await send('PATCH /fields/books/author_id', {
    meta: {
      interface: 'select-dropdown-m2o',
      options: {
        template: '{{ name }}',
        filter: { name: { _contains: 'name' } },
        placeholder: 'name',
      },
      conditions: [{ name: 'name', rule: { title: { _eq: 'name' } }, hidden: true }],
    },
  })
  await send('PATCH /fields/authors/rank', { meta: { validation: { name: { _nnull: true } } } })
  await send('POST /presets', {
    collection: 'books',
    bookmark: 'By name',
    filter: { author_id: { name: { _eq: 'Ada' } } },
    layout: 'tabular',
    layout_query: { tabular: { fields: ['title', 'author_id.name'], sort: ['-author_id.name'] } },
    layout_options: { tabular: { widths: { title: 100, 'author_id.name': 80 } } },
  })
  const policy = await send('POST /policies', { name: 'Readers' })
  const user = await send('POST /users', {
    email: 'r@example.com',
    token: 'a-token-of-a-reader',
    policies: { create: [{ policy: policy.id }] },
  })
  expect(user).toBeTruthy()
  const permissions = [
    {
      collection: 'books',
      fields: ['*'],
      permissions: { _or: [{ author_id: { name: { _eq: 'Ada' } } }, { id: { _eq: 2 } }] },
    },
    {
      collection: 'authors',
      fields: ['id', 'name', 'rank'],
      permissions: { _and: [{ books: { _some: { author_id: { name: { _nnull: true } } } } }] },
    },
  ]
  for (const permission of permissions)
    await send('POST /permissions', { policy: policy.id, action: 'read', ...permission })
  await send('POST /permissions', {
    policy: policy.id,
    action: 'create',
    collection: 'authors',
    fields: ['*'],
    presets: { name: 'name', rank: 3 },
    validation: { name: { _neq: 'name' } },
  })
}

/** Asks as somebody with the rights that `said` gives. */
export const reader = (server: TestServer, request: string): Promise<Outcome> =>
  ask(server, request, undefined, 'Bearer a-token-of-a-reader')

/** The permissions that people gave. */
export async function rightsOn(server: TestServer): Promise<unknown> {
  const { data } = await ask(server, 'GET /permissions')
  return data.filter((each: { system?: true }) => each.system !== true)
}

/** A file that calls authors' `name` `full_name`, in what it says itself as well. */
export async function renamedAuthors(server: TestServer): Promise<unknown> {
  const { data: wanted } = await ask(server, 'GET /schema/snapshot?includeCollections=authors')
  const named = (name: string) =>
    wanted.fields.find(({ field }: { field: string }) => field === name)
  const field = Object.assign(named('name'), { field: 'full_name', renamed_from: 'name' })
  field.schema.name = 'full_name'
  wanted.collections[0].meta.display_template = '{{ full_name }} {{ rank }}'
  named('rank').meta.validation = { full_name: { _nnull: true } }
  return wanted
}

/** Makes the schema as a file wants it; what comes of the first step that fails. */
export async function applyFile(server: TestServer, wanted: unknown): Promise<Outcome> {
  const diff = await ask(server, 'POST /schema/diff', wanted)
  return diff.status === 200 ? ask(server, 'POST /schema/apply', diff.data) : diff
}
