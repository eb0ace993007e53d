import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

/** A page with a query in its editor. */
const asking = (path: string, query: string): string =>
  `${path}?${new URLSearchParams({ query }).toString()}`

describe('GraphiQL', skipFor(noBrowser), () => {
  const { open, signedIn } = useBrowser()

  it('carries out what is asked by whoever is signed in, with nothing from elsewhere', async () => {
    await using server = await serve({ GRAPHIQL_ENABLED: 'true' })
    const { page, problems } = await signedIn(server)
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).host))
    const queries = {
      '/graphiql': ['{ tags(limit: 1) { key: id } }', '"key": "1"'],
      '/graphiql/system': ['{ users_me { email } }', ADMINISTRATOR.email],
    } as const
    for (const [path, [query, found]] of Object.entries(queries)) {
      await page.goto(`${server.address}${asking(path, query)}`)
      await answered(page, found)
    }
    expect([...hosts]).toEqual([new URL(server.address).host])
    expect(problems).toEqual([])
    await page.getByRole('link', { name: 'Tables' }).click()
    await page.getByRole('link', { name: 'Tables' }).and(page.locator('[aria-current]')).waitFor()
    expect(new URL(page.url()).pathname).toBe('/graphiql')
  }, 60_000)

  it('is there in development, and tells strangers what they may not', async () => {
    await using server = await serve({ NODE_ENV: 'development' })
    const { page } = await open()
    await page.goto(`${server.address}${asking('/graphiql', '{ tags { id } }')}`)
    await answered(page, 'GRAPHQL_VALIDATION')
  }, 60_000)
})

type Page = Awaited<ReturnType<ReturnType<typeof useBrowser>['open']>>['page']

/** Runs what stands in the editor until the answer says so: before the editor is there, nothing is run. */
async function answered(page: Page, text: string): Promise<void> {
  const execute = page.getByRole('button', { name: /^Execute query/ })
  const answer = page.getByRole('region', { name: 'Result Window' })
  await execute.waitFor()
  const lines = async (): Promise<string> => {
    const said = (await answer.innerText()).replaceAll('\u00A0', ' ')
    if (said.trim() === '' && (await execute.isVisible())) await execute.click()
    return said
  }
  await expect.poll(lines, { timeout: 20_000, interval: 500 }).toContain(text)
}
