import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { FLOATS } from './floats.js'
import { made } from './people.js'

describe.skipIf(noBrowser !== null)('what stands above pages', { timeout: 20_000 }, () => {
  const { signedIn } = useBrowser()
  let server: TestServer
  let page: Page
  let problems: readonly string[]

  beforeAll(async () => {
    server = await serve()
    await made(server, '/roles', { name: 'Sales' })
    const opened = await signedIn(server)
    ;({ page, problems } = opened)
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it.each(FLOATS)('passes axe: $name', async ({ path, width = 1440, before, open, shown }) => {
    await page.setViewportSize({ width, height: 900 })
    await before?.(page)
    await page.goto(`${server.address}/admin${path}`)
    await open(page)
    await shown(page).waitFor()
    await expectAccessible(page)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    expect(problems).toEqual([])
  })
})
