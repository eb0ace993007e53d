import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { create } from './callers.js'
import { pathsOf, sampleRequest } from './requests.js'

/** The work of this process that nobody asked for. */
const OWN_WORK = ['jobs', 'state']

it('changes nothing, whatever is read', async () => {
  await using server = await serve()
  await create(server, '/items/tags', { name: 'seasonal' })
  await create(server, '/comments', { collection: 'tags', item: '1', comment: 'x' })
  const requests = await Promise.all(
    server.paths.flatMap((route) =>
      pathsOf(route).flatMap((path) =>
        (['GET', 'SEARCH'] as const).map(async (method) => ({
          method,
          ...(await sampleRequest(server, method, path)),
        })),
      ),
    ),
  )
  const before = rowsOf(server)
  for (const { method, path, body } of requests)
    for (const asked of method === 'GET' ? ['GET', 'HEAD', 'OPTIONS'] : [method])
      await server.request(path, {
        method: asked,
        redirect: 'manual',
        ...(asked === 'SEARCH' && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      })
  expect(before.size).toBeGreaterThan(20)
  for (const [table, rows] of rowsOf(server))
    expect([table, rows]).toEqual([table, before.get(table)])
}, 120_000)

/** All that lies in the user's file and in ours. */
function rowsOf({ folder }: TestServer): ReadonlyMap<string, readonly unknown[]> {
  const found = new Map<string, readonly unknown[]>()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, file), { readOnly: true, timeout: 5_000 })
    const tables = database.prepare(`select name from sqlite_schema where type = 'table'`).all()
    for (const name of tables.map((table) => String(table['name'])))
      if (!OWN_WORK.includes(name))
        found.set(`${file} ${name}`, database.prepare(`select * from "${name}"`).all())
    database.close()
  }
  return found
}
