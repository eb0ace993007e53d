import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TotalsReporter } from './totals-reporter.js'

let folder: string
beforeEach(() => {
  // In this package, where the tests that are written there find Vitest.
  folder = mkdtempSync(join(import.meta.dirname, '../.totals-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('counts passed, failed and skipped tests and ends with the totals', async () => {
  const said = await runTests({
    'a.test.ts': `it('passes', () => {}); it('passes too', () => {}); it('fails', () => { throw new Error('no') })
      it('is skipped', ({ skip }) => skip('it rains'))`,
  })
  expect(said.at(-1)).toBe('2 passed, 1 failed, 1 skipped')
})

it('counts what fails outside a test', async () => {
  const said = await runTests({
    'load.test.ts': `throw new Error('cannot be loaded')`,
    'hook.test.ts': `describe('suite', () => { beforeAll(() => { throw new Error('no') }); it('never runs', () => {}) })`,
    'late.test.ts': `it('passes', async () => { void Promise.reject(new Error('nobody catches this')) })`,
  })
  expect(said.at(-1)).toBe('1 passed, 3 failed, 1 skipped')
})

it('says why tests were skipped', async () => {
  const marked = `{ skip: true, meta: { skipReason: 'the sun is away' } }`
  const said = await runTests({
    'a.test.ts': `
      it('one', ({ skip }) => skip('the moon is full'))
      it('two', ({ skip }) => skip('the moon is full'))
      it('three', ({ skip }) => skip('the moon is full'))
      describe('reads on mysql', () => { it.skip('needs a server', () => {}) })
      describe('by day', ${marked}, () => { describe('outside', () => { it('shines', () => {}) }) })
      it('dries', ${marked}, () => {})`,
  })
  expect(said[0]).toBe('3 skipped: the moon is full')
  expect(said[1]).toBe('2 skipped: the sun is away')
  expect(said).toContainEqual(expect.stringMatching(/^1 skipped: mysql: TEST_MYSQL_URL/))
  expect(said.at(-1)).toBe('0 passed, 0 failed, 6 skipped')
})

it('fails where a test is skipped and nobody said why', async () => {
  const files = {
    'a.test.ts': `it('passes', () => {}); it('rests', ({ skip }) => skip('the moon is full'))
      it.skip('keeps its reason to itself', () => {}); it.todo('is not written')`,
  }
  const { said, failed } = await run(files)
  expect(said).toContainEqual(expect.stringMatching(/^2 skipped: no reason given in .*a\.test\.ts/))
  expect(said.at(-1)).toBe('1 passed, 2 failed, 1 skipped')
  expect(failed).toBe(true)
  const part = await run(files, { testNamePattern: 'passes' })
  expect([part.said.at(-1), part.failed]).toEqual(['1 passed, 0 failed, 3 skipped', false])
})

interface Said {
  readonly said: string[]
  readonly failed: boolean
}

/** Runs test files in a Vitest of their own and answers what the reporter said, line by line. */
async function runTests(files: Readonly<Record<string, string>>): Promise<string[]> {
  return (await run(files)).said
}

async function run(
  files: Readonly<Record<string, string>>,
  options: { readonly testNamePattern?: string } = {},
): Promise<Said> {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), `import { beforeAll, describe, it } from 'vitest'\n${text}`)
  }
  let said = ''
  const exitCode = process.exitCode
  process.exitCode = 0
  const vitest = await startVitest('test', [], {
    root: folder,
    config: false,
    watch: false,
    reporters: [new TotalsReporter((text) => (said += text))],
    ...options,
  })
  await vitest.close()
  const failed = process.exitCode !== 0
  process.exitCode = exitCode // it belongs to the run that we are part of
  return { said: said.trim().split('\n'), failed }
}
