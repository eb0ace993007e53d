import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSampleShop } from '../src/sample/sample-shop.js'
import { readmeCommands } from './support/readme-commands.js'
import { Replay } from './support/replay.js'
import { serve, type TestServer } from './support/running-server.js'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const graphql = readFileSync(new URL('../../../docs/graphql.md', import.meta.url), 'utf8')
const commands = [...readmeCommands(readme), ...readmeCommands(graphql)]

describe('every curl of README.md and docs/graphql.md, one after another, on a fresh sample shop', () => {
  let server: TestServer
  let replay: Replay
  beforeAll(async () => {
    server = await serve({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' })
    replay = new Replay(server)
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('is there', () => expect(commands.length).toBeGreaterThan(10))

  it.each(commands)('$command', async (command) => {
    const { answered, printed } = await replay.send(command)
    expect(answered).toEqual(printed)
  })
})

it('the TypeScript of README.md prints what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-readme-'))
  const [, code = '', answer = ''] = /```ts\n([^]*?)```\n\n```json\n([^]*?)```/.exec(readme) ?? []
  createSampleShop(join(folder, 'shop.sqlite'))
  const program = code.replace('data/relvar-sample.sqlite', join(folder, 'shop.sqlite'))
  // Packages are found from the working directory.
  const options = { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' } as const
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', program], options)
  rmSync(folder, { recursive: true })
  expect(JSON.parse(printed)).toEqual(JSON.parse(answer))
})
