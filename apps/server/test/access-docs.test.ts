import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readmeCommands } from './support/readme-commands.js'
import { RelvarProcess } from './support/relvar-process.js'
import { Replay } from './support/replay.js'
import { serve, type TestServer } from './support/running-server.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const text = readFileSync(join(root, 'docs/access.md'), 'utf8')
const rights = join(root, 'examples/rights/shop.rights')
const commands = readmeCommands(text)

describe('every curl of docs/access.md, one after another, on a fresh sample shop', () => {
  let server: TestServer
  let replay: Replay
  beforeAll(async () => {
    const administrator = { ADMIN_EMAIL: 'you@example.com', ADMIN_PASSWORD: 'a good password' }
    server = await serve({ ...administrator, ADMIN_TOKEN: '', METADATA_URL: '' })
    replay = new Replay(server)
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('is there', () => expect(commands.length).toBeGreaterThan(12))

  it.each(commands)('$command', async (command) => {
    const { answered, printed } = await replay.send(command)
    expect(answered).toEqual(printed)
  })

  it('leaves rights that are what examples/rights/shop.rights says', async () => {
    const env = { DATABASE_URL: `sqlite:${join(server.folder, 'shop.sqlite')}`, ADMIN_TOKEN: '' }
    const args = ['permissions', 'test', rights]
    await using relvar = new RelvarProcess({ args, cwd: server.folder, env })
    const { code, stdout, stderr } = await relvar.exited
    expect([stderr, stdout]).toEqual(['', expect.stringMatching(/13 of 13 are true\.\n$/)])
    expect(code).toBe(0)
  })

  it('shows lines of that file', () => {
    const [, shown = ''] = /```text\n([^]*?)```/.exec(text) ?? []
    const lines = readFileSync(rights, 'utf8').split('\n')
    expect(
      shown
        .trim()
        .split('\n')
        .filter((line) => !lines.includes(line)),
    ).toEqual([])
  })
})
