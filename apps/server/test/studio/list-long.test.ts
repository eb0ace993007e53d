import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

const COUNT = 600_000

describe.skipIf(noBrowser !== null)('600,000 rows in a browser', { timeout: 120_000 }, () => {
  const { signedIn } = useBrowser()
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'relvar-long-'))
    const db = new DatabaseSync(join(folder, 'long.sqlite'))
    db.exec(`create table events (id integer primary key, name varchar(40) not null);
      with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${COUNT})
      insert into events select n, 'Event ' || n from numbers`)
    db.close()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('are all in reach of the keyboard, the bar and the wheel', async () => {
    await using server = await serve({ DATABASE_URL: `sqlite:${join(folder, 'long.sqlite')}` })
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/events?limit=-1`)
    await page.getByText('1 to 600,000 of 600,000').waitFor({ timeout: 60_000 })
    const rows = page.getByRole('region', { name: 'Events', exact: true })
    const cell = (id: number): Locator =>
      rows.getByRole('cell', { name: `Event ${id}`, exact: true })
    await expect(rows.getByRole('table').getAttribute('aria-rowcount')).resolves.toBe('600001')

    await rows.focus()
    await page.keyboard.press('End')
    await cell(COUNT).waitFor()
    await expect.poll(() => inSight(rows)).toMatchObject({ last: COUNT + 1 })
    await page.keyboard.press('PageUp')
    await expect.poll(async () => (await inSight(rows)).last).toBeLessThan(COUNT - 10)

    // By the bar to just before the last part, and by the wheel beyond: no row is left out.
    await rows.evaluate((scroller) => {
      scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * 0.9899
    })
    await expect.poll(async () => (await inSight(rows)).first).toBeLessThan(0.99 * COUNT)
    await rows.hover()
    let before = await inSight(rows)
    let isFurther = false
    while (!isFurther) {
      await page.mouse.wheel(0, 600)
      await expect.poll(async () => (await inSight(rows)).first).toBeGreaterThan(before.first)
      const now = await inSight(rows)
      expect(now.first).toBeLessThanOrEqual(before.last + 1)
      // The bar goes back a bit where another part is drawn.
      isFurther = now.top < before.top
      before = now
    }
    expect(Math.abs(before.first - 0.99 * COUNT)).toBeLessThan(100)
    await cell(before.last - 1).waitFor()

    await rows.focus()
    await page.keyboard.press('Home')
    await cell(1).waitFor()
    await expect.poll(() => inSight(rows)).toMatchObject({ first: 2, top: 0 })
    expect(problems).toEqual([])
  })
})

interface Sight {
  /** By `aria-rowindex`, which counts the head as 1. */
  readonly first: number
  readonly last: number
  readonly top: number
}

/** The rows that are seen as a whole, those that are still read among them. */
function inSight(rows: Locator): Promise<Sight> {
  return rows.evaluate((scroller) => {
    const frame = scroller.getBoundingClientRect()
    const seen = [...scroller.querySelectorAll('tr[aria-rowindex]')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return top >= frame.top + 35 && bottom <= frame.bottom + 1
    })
    const numbers = seen.map((row) => Number(row.getAttribute('aria-rowindex')))
    return { first: Math.min(...numbers), last: Math.max(...numbers), top: scroller.scrollTop }
  })
}
