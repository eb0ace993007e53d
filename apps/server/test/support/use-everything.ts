import type { TestServer } from './running-server.js'

const json = { 'content-type': 'application/json' }

/** Sends JSON as the administrator; fails with the body where that is not done. */
export async function send(
  server: TestServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const init =
    body === undefined ? { method } : { method, headers: json, body: JSON.stringify(body) }
  const response = await server.request(path, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text === '' ? undefined : (JSON.parse(text) as { readonly data: unknown }).data
}

/** What a project does with Relvar and its table `labels`, but for writes: users, rights, comments, reads. */
export async function useServer(server: TestServer): Promise<void> {
  const policy = (await send(server, 'POST', '/policies', { name: 'Readers' })) as { id: string }
  const permission = { policy: policy.id, collection: 'labels', action: 'read', fields: ['*'] }
  await send(server, 'POST', '/permissions', { ...permission, permissions: {}, validation: {} })
  const role = (await send(server, 'POST', '/roles', { name: 'Reader' })) as { id: string }
  await send(server, 'POST', '/access', { role: role.id, policy: policy.id })
  const reader = { email: 'reader@example.com', password: 'reads all day', role: role.id }
  await send(server, 'POST', '/users', reader)
  await send(server, 'POST', '/presets', { collection: 'labels', bookmark: 'All' })
  await send(server, 'POST', '/comments', { collection: 'labels', item: 'alpha', comment: 'Good.' })
  const { email, password } = reader
  const tokens = (await send(server, 'POST', '/auth/login', { email, password })) as Tokens
  const authorization = `Bearer ${tokens.access_token}`
  const read = await server.request('/items/labels?sort=name', { headers: { authorization } })
  const rows = JSON.stringify(await read.json())
  const all = [
    { name: 'alpha', note: 'first' },
    { name: 'omega', note: 'last' },
  ]
  if (rows !== JSON.stringify({ data: all })) throw new Error(`The reader reads: ${rows}`)
}

interface Tokens {
  readonly access_token: string
}

/** Writes to `labels` and takes it back. Rows stay in the order in which they lie: it is the last that changes. */
export async function writeAndTakeBack(server: TestServer): Promise<void> {
  await send(server, 'PATCH', '/items/labels/omega', { note: 'changed' })
  await send(server, 'PATCH', '/items/labels/omega', { note: 'last' })
  await send(server, 'POST', '/items/labels', { name: 'zeta' })
  await send(server, 'DELETE', '/items/labels/zeta')
}
