import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DIALECTS, dumpOf } from '@relvar/test-databases'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLabels } from './support/labels.js'
import { customOf, makeTableIn, namespacesOf } from './support/namespaces.js'
import { type Exit, RelvarProcess } from './support/relvar-process.js'
import { serve } from './support/running-server.js'
import { send, useServer, writeAndTakeBack } from './support/use-everything.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-uninstall-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function uninstall(env: Readonly<Record<string, string>>, ...more: string[]): Promise<Exit> {
  await using relvar = new RelvarProcess({ args: ['uninstall', ...more], cwd: folder, env })
  return await relvar.exited
}

const dumped = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => dumped.includes(name)))(
  'a database on $name',
  (dialect) => {
    const test = it.skipIf(dialect.skip)

    test('is dumped alike before Relvar came, while it is used, and after it went', async () => {
      await using database = await createLabels(dialect)
      const { url } = database
      const before = await dumpOf(database)
      const usersPart = await dumpOf(database, ['public'])
      expect(usersPart).toContain('labels')
      const namespaces = await namespacesOf(database)
      {
        await using server = await serve({ DATABASE_URL: url })
        const bytes = bytesOf(url)
        await useServer(server)
        expect(bytesOf(url)).toEqual(bytes)
        await writeAndTakeBack(server)
        expect(await dumpOf(database, ['public'])).toBe(usersPart)
        expect(await namespacesOf(database)).not.toEqual(namespaces)
      }
      const asked = await uninstall({ DATABASE_URL: url })
      expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('uninstall --yes') })
      expect(asked.stdout).toMatch(/own \d\d tables in ".*relvar" of .*: users, rights/)
      expect(await namespacesOf(database)).not.toEqual(namespaces)
      const done = await uninstall({ DATABASE_URL: url }, '--yes')
      expect(done).toMatchObject({ code: 0, stderr: '' })
      expect(await namespacesOf(database)).toEqual(namespaces)
      expect(await dumpOf(database)).toBe(before)
      const again = await uninstall({ DATABASE_URL: url }, '--yes')
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing of Relvar') })
      await using server = await serve({ DATABASE_URL: url })
      expect(await send(server, 'GET', '/users')).toHaveLength(1)
    })

    test('keeps its own tables where they lie in the same place', async () => {
      await using database = await createLabels(dialect)
      const { url } = database
      await (await serve({ DATABASE_URL: url }))[Symbol.asyncDispose]()
      await makeTableIn(database, customOf(database))
      const refused = await uninstall({ DATABASE_URL: url }, '--yes')
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('"precious"') })
      await using server = await serve({ DATABASE_URL: url })
      expect(await send(server, 'GET', '/users')).toHaveLength(1)
    })
  },
)

/** The bytes of a SQLite file; of other databases nothing. */
function bytesOf(url: string): Buffer | null {
  return url.startsWith('sqlite:') ? readFileSync(url.slice('sqlite:'.length)) : null
}
