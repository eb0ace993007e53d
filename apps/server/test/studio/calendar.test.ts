import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { colleague, made, signInAs } from './people.js'

describe.skipIf(noBrowser !== null)('calendars in a browser', { timeout: 120_000 }, () => {
  const { open, signedIn } = useBrowser()

  it('make items longer and shorter by dragging their ends, and by arrows', async () => {
    await using server = await serve()
    await makeTrips(server)
    const { page, problems } = await signedIn(server)
    await openTrips(page, server)
    await expectAccessible(page)
    const rome = '/items/trips/1?fields=begins,ends'

    await edge(page, 'End of Rome').dragTo(day(page, 'June 20'))
    await expect.poll(() => server.json(rome)).toEqual(trip('2026-06-09', '2026-06-20'))
    await page.getByText('Rome: Tuesday, June 9, 2026 – Saturday, June 20, 2026').waitFor()
    await edge(page, 'Start of Rome').dragTo(day(page, 'June 11'))
    await expect.poll(() => server.json(rome)).toEqual(trip('2026-06-11', '2026-06-20'))
    // No end lies before the start.
    await edge(page, 'End of Rome').dragTo(day(page, 'June 2'))
    await expect.poll(() => server.json(rome)).toEqual(trip('2026-06-11', '2026-06-11'))

    await edge(page, 'End of Rome').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => server.json(rome)).toEqual(trip('2026-06-11', '2026-06-19'))
    await expectFocus(edge(page, 'End of Rome'))
    await edge(page, 'Start of Rome').focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => server.json(rome)).toEqual(trip('2026-06-10', '2026-06-19'))

    // What has no end gets one.
    await edge(page, 'End of Bern').press('ArrowRight')
    await expect
      .poll(() => server.json('/items/trips/2?fields=begins,ends'))
      .toEqual(trip('2026-06-23', '2026-06-24'))
    expect(problems).toEqual([])
  })

  it('move items by Alt and an arrow, into another month as well', async () => {
    await using server = await serve()
    await makeTrips(server)
    const { page, problems } = await signedIn(server)
    await openTrips(page, server)
    const link = page.getByRole('link', { name: 'Bern', exact: true })
    await link.focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('July 2026').waitFor()
    await expectFocus(link)
    await expect
      .poll(() => server.json('/items/trips/2?fields=begins,ends'))
      .toEqual({ data: { begins: '2026-07-07', ends: null } })
    expect(problems).toEqual([])
  })

  it('leave items where they are for those who may not change their dates', async () => {
    await using server = await serve()
    await makeTrips(server)
    const read = { collection: 'trips', action: 'read' }
    const update = { collection: 'trips', action: 'update' }
    await colleague(server, 'Reader', [read])
    await colleague(server, 'Ender', [read, { ...update, fields: ['ends'] }])
    const { page } = await open()
    await signInAs(page, server, 'Reader')
    await openTrips(page, server)
    expect(await page.getByRole('button', { name: / of Rome$/ }).count()).toBe(0)
    expect(await page.locator('[draggable=true]').count()).toBe(0)

    const { page: other } = await open()
    await signInAs(other, server, 'Ender')
    await openTrips(other, server)
    await edge(other, 'End of Rome').press('ArrowRight')
    await expect
      .poll(() => server.json('/items/trips/1?fields=begins,ends'))
      .toEqual(trip('2026-06-09', '2026-06-12'))
    expect(await edge(other, 'Start of Rome').count()).toBe(0)
    expect(await other.locator('a[draggable=true]').count()).toBe(0)
  })
})

/** Trips of June 2026: one of three days, and one that nobody has ended. */
async function makeTrips(server: TestServer): Promise<void> {
  const field = (name: string, type: string): object => ({ field: name, type, schema: {} })
  const id = {
    ...field('id', 'integer'),
    schema: { is_primary_key: true, has_auto_increment: true },
  }
  const fields = [id, field('title', 'string'), field('begins', 'date'), field('ends', 'date')]
  await made(server, '/collections', { collection: 'trips', schema: {}, meta: {}, fields })
  await made(server, '/items/trips', { title: 'Rome', begins: '2026-06-09', ends: '2026-06-11' })
  await made(server, '/items/trips', { title: 'Bern', begins: '2026-06-23' })
  const dates = { startDateField: 'begins', endDateField: 'ends', template: '{{title}}' }
  const layout = { layout: 'calendar', layout_options: { calendar: dates } }
  await made(server, '/presets', { collection: 'trips', user: null, role: null, ...layout })
}

/** The list, on the month of the last trip. */
async function openTrips(page: Page, server: TestServer): Promise<void> {
  await page.goto(`${server.address}/admin/content/trips`)
  await page.getByRole('button', { name: 'Show the latest item', exact: true }).click()
  await page.getByRole('link', { name: 'Rome', exact: true }).first().waitFor()
}

function edge(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

function day(page: Page, name: string): Locator {
  return page.getByRole('group', { name: new RegExp(`${name}, 2026`) })
}

function trip(begins: string, ends: string): object {
  return { data: { begins, ends } }
}

async function expectFocus(where: Locator): Promise<void> {
  await expect
    .poll(() => where.evaluate((element) => element === element.ownerDocument.activeElement))
    .toBe(true)
}
