import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readmeCommands } from './support/readme-commands.js'
import { serve, type TestServer } from './support/running-server.js'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
const commands = readmeCommands(readme)

describe('every curl of README.md, one after another, on a fresh sample shop', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await serve()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('are there', () => expect(commands.length).toBeGreaterThan(10))

  it.each(commands)('$command', async ({ method, path, headers, body, answer }) => {
    const response = await server.request(path, { method, headers, body })
    expect(readAnswer(await response.text(), answer?.language)).toEqual(
      readAnswer(answer?.text ?? '', answer?.language),
    )
  })
})

/** JSON is compared by value, for a README prints it with line breaks. */
function readAnswer(text: string, language: string | undefined): unknown {
  return language === 'json' ? JSON.parse(text) : text.replaceAll('\r\n', '\n').trim()
}
