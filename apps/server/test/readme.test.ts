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
    const text = await response.text()
    if (answer === null) expect(text).toBe('')
    else if (answer.language === 'json') expect(JSON.parse(text)).toEqual(JSON.parse(answer.text))
    else expect(text.replaceAll('\r\n', '\n').trim()).toBe(answer.text.trim())
  })
})
