import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

const chinook = new URL('../../../../../shared/data/chinook/Chinook_Sqlite.sqlite', import.meta.url)
const skip = noBrowser ?? (existsSync(chinook) ? null : '../shared is not there')

describe.skipIf(skip !== null)(
  `a database that nobody prepared, in a browser${skip === null ? '' : ` (${skip})`}`,
  { timeout: 120_000 },
  () => {
    const { signedIn } = useBrowser()

    it('is browsed, searched, sorted and changed, also where keys have two columns', async () => {
      await using database = copyOfChinook()
      await using server = await serve({ DATABASE_URL: database.url })
      const { page, problems } = await signedIn(server)
      await page.goto(`${server.address}/admin/content/Track`)
      await page.getByText('1 to 50 of 3,503').waitFor()
      // Links are shown by the names of what they lead to.
      await page.getByRole('cell', { name: 'MPEG audio file' }).first().waitFor()
      await page.getByRole('button', { name: 'Milliseconds', exact: true }).click()
      await page.getByRole('button', { name: 'Milliseconds', exact: true }).click()
      await page.getByRole('cell', { name: 'Occupation / Precipice' }).waitFor()
      await page.getByLabel('Search', { exact: true }).fill('Princess of the Dawn')
      await page.getByText('1 to 1 of 1').waitFor()
      await page.getByRole('cell', { name: 'Princess of the Dawn' }).click()
      const name = page.getByRole('textbox', { name: 'Name', exact: true })
      await name.fill('Prinzessin')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.waitForURL(/content\/Track(\?|$)/)
      expect(await server.json('/items/Track/5?fields=Name')).toEqual({
        data: { Name: 'Prinzessin' },
      })

      const filter = encodeURIComponent(JSON.stringify({ PlaylistId: { _eq: 18 } }))
      await page.goto(`${server.address}/admin/content/PlaylistTrack?filter=${filter}`)
      await page.getByText('1 to 1 of 1').waitFor()
      await page.getByLabel('Select all on this page').check()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByText('Nothing found').waitFor()
      expect(await server.json(`/items/PlaylistTrack?filter=${filter}`)).toEqual({ data: [] })
      expect(problems).toEqual([])
    })
  },
)

/** The file as it is shared may not be written to. */
function copyOfChinook(): AsyncDisposable & { readonly url: string } {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-chinook-'))
  const path = join(folder, 'chinook.sqlite')
  copyFileSync(chinook, path)
  chmodSync(path, 0o600)
  return {
    url: `sqlite:${path}`,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true })
    },
  }
}
