import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestServer } from '../support/running-server.js'

/** Makes something as the administrator, and answers its id. */
export async function made(server: TestServer, path: string, body: object): Promise<string> {
  const headers = { 'Content-Type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return ((await server.json(path, init)) as { data: { id: string } }).data.id
}

/** Changes something as the administrator. */
export async function changed(server: TestServer, path: string, body: object): Promise<void> {
  const headers = { 'Content-Type': 'application/json' }
  await server.json(path, { method: 'PATCH', headers, body: JSON.stringify(body) })
}

/** Of every colleague. */
export const PASSWORD = 'a password of colleagues'

/** Somebody who may use the Studio, and do what the permissions say. */
export interface Colleague {
  readonly id: string
  readonly role: string
  readonly policy: string
}

/** As `/permissions` takes it; all fields of all items unless something else is said. */
interface Permission extends Readonly<Record<string, unknown>> {
  readonly collection: string
  readonly action: string
}

/** Makes one of the e-mail `<name in small letters>@example.com`. */
export async function colleague(
  server: TestServer,
  name: string,
  permissions: readonly Permission[] = [],
): Promise<Colleague> {
  const policy = await made(server, '/policies', { name, app_access: true })
  const role = await made(server, '/roles', { name })
  await made(server, '/access', { role, policy })
  for (const permission of permissions)
    await made(server, '/permissions', { fields: ['*'], permissions: {}, ...permission, policy })
  const email = `${name.toLowerCase()}@example.com`
  const user = { email, first_name: name, password: PASSWORD, role }
  return { id: await made(server, '/users', user), role, policy }
}

/** Gives a page the session of a colleague. */
export async function signInAs(page: Page, server: TestServer, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@example.com`
  const data = { email, password: PASSWORD, mode: 'session' }
  const answer = await page.request.post(`${server.address}/auth/login`, { data })
  expect(answer.status()).toBe(200)
}
