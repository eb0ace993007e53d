import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSampleShop } from '../src/sample/sample-shop.js'
import { readmeCommands } from './support/readme-commands.js'
import { serve, type TestServer } from './support/running-server.js'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const commands = readmeCommands(readme)

describe('every curl of README.md, one after another, on a fresh sample shop', () => {
  let server: TestServer
  let session = ''
  beforeAll(async () => {
    server = await serve({ ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('is there', () => expect(commands.length).toBeGreaterThan(10))

  it.each(commands)('$command', async ({ method, path, headers, body, cookies, answer }) => {
    const response = await server.request(path, {
      method,
      headers: { ...headers, authorization: '', ...(cookies === 'sent' && { cookie: session }) },
      body,
    })
    if (cookies === 'kept') session = response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const text = await response.text()
    expect(readAnswer(text, answer?.language)).toEqual(
      readAnswer(answer?.text ?? '', answer?.language),
    )
  })
})

/** JSON is compared by value, for the README prints it with line breaks. */
function readAnswer(text: string, language: string | undefined): unknown {
  return language === 'json' ? JSON.parse(text) : text.replaceAll('\r\n', '\n').trim()
}

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
