import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { colleague, made, signInAs } from './people.js'

describe.skipIf(noBrowser !== null)('boards in a browser', { timeout: 120_000 }, () => {
  const { open, signedIn } = useBrowser()

  it('add, rename and remove choices of their field', async () => {
    await using server = await serve()
    await makeTasks(server, 'state')
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tasks`)
    await column(page, 'Open').waitFor()
    await page.getByRole('button', { name: 'Add a group', exact: true }).click()
    await page.getByLabel('State', { exact: true }).fill('In review')
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await column(page, 'In review').waitFor()
    await inMenu(page, 'Open', 'Rename')
    await page.getByLabel('State', { exact: true }).fill('Waiting')
    await page.keyboard.press('Enter')
    await column(page, 'Waiting').getByText('Task 1', { exact: true }).waitFor()
    expect(await choices(server)).toEqual([
      { text: 'Waiting', value: 'open', color: '#3399FF' },
      { text: 'Done', value: 'done' },
      { text: 'In review', value: 'in_review' },
    ])

    // Who is left without a group keeps their value, or goes where somebody says.
    await inMenu(page, 'Waiting', 'Delete')
    const dialog = page.getByRole('dialog', { name: 'Delete Waiting?' })
    await dialog.getByText('3 items are in this group.').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await column(page, 'Nothing').getByText('Task 1', { exact: true }).waitFor()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await inMenu(page, 'Done', 'Delete')
    await page.getByLabel('What becomes of its items').selectOption('They go to In review')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await column(page, 'In review').getByText('Task 4', { exact: true }).waitFor()
    await expect
      .poll(() => server.json('/items/tasks?fields=state'))
      .toEqual({
        data: [{ state: 'open' }, { state: 'open' }, { state: 'open' }, { state: 'in_review' }],
      })
    expect(await choices(server)).toEqual([{ text: 'In review', value: 'in_review' }])
    expect(problems).toEqual([])
  })

  it('add, rename and remove rows of what their field leads to', async () => {
    await using server = await serve()
    await makeTasks(server, 'team_id')
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tasks`)
    await page.getByRole('button', { name: 'Add a group', exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Kitchen')
    await page.keyboard.press('Enter')
    await column(page, 'Kitchen').waitFor()
    await inMenu(page, 'Garden', 'Rename')
    await page.getByLabel('Name', { exact: true }).fill('Park')
    await page.keyboard.press('Enter')
    await column(page, 'Park').getByText('Task 1', { exact: true }).waitFor()
    await inMenu(page, 'Park', 'Delete')
    await page.getByText('4 items are in this group.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await column(page, 'Nothing').getByText('Task 1', { exact: true }).waitFor()
    expect(await server.json('/items/teams?fields=name')).toEqual({ data: [{ name: 'Kitchen' }] })
    expect(problems).toEqual([])
  })

  it('offer groups to those alone who may change them', async () => {
    await using server = await serve()
    await makeTasks(server, 'state')
    const all = { collection: 'tasks' }
    const actions = ['read', 'create', 'update', 'delete'].map((action) => ({ ...all, action }))
    await colleague(server, 'Editor', actions)
    const { page } = await open()
    await signInAs(page, server, 'Editor')
    await page.goto(`${server.address}/admin/content/tasks`)
    await column(page, 'Open').getByText('Task 1', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Add a group' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Arrange Open', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move right', exact: true }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Rename', exact: true }).count()).toBe(0)
    expect(await page.getByRole('menuitem', { name: 'Delete', exact: true }).count()).toBe(0)
  })

  it('put items in order within columns, and from one to another, by mouse and by keys', async () => {
    await using server = await serve()
    await makeTasks(server, 'state')
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/content/tasks`)
    const cards = (name: string): Promise<readonly string[]> =>
      column(page, name).getByRole('link').allTextContents()
    const card = (name: string): Locator => page.getByRole('link', { name, exact: true })
    await expect.poll(() => cards('Open')).toEqual(['Task 1', 'Task 2', 'Task 3'])
    await card('Task 3').dragTo(card('Task 1'))
    await expect.poll(() => cards('Open')).toEqual(['Task 3', 'Task 1', 'Task 2'])
    await expect.poll(() => order(server)).toEqual([3, 1, 2, 4])
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => order(server)).toEqual([1, 2, 3, 4])
    await expect.poll(() => cards('Open')).toEqual(['Task 1', 'Task 2', 'Task 3'])

    await card('Task 1').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => cards('Open')).toEqual(['Task 2', 'Task 1', 'Task 3'])
    await expect.poll(() => order(server)).toEqual([2, 1, 3, 4])
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(() => cards('Done')).toEqual(['Task 1', 'Task 4'])
    // It stands before that one already.
    await expect.poll(() => state(server, 1)).toBe('done')
    expect(await order(server)).toEqual([2, 1, 3, 4])
    expect(await card('Task 1').evaluate((link) => link === link.ownerDocument.activeElement)).toBe(
      true,
    )
    await page.getByRole('button', { name: 'Move Task 1', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move down', exact: true }).click()
    await expect.poll(() => cards('Done')).toEqual(['Task 4', 'Task 1'])
    await expect.poll(() => order(server)).toEqual([2, 3, 4, 1])

    await card('Task 2').dragTo(card('Task 1'))
    await expect.poll(() => cards('Done')).toEqual(['Task 4', 'Task 2', 'Task 1'])
    await expect.poll(() => order(server)).toEqual([3, 4, 2, 1])
    expect(await state(server, 2)).toBe('done')
    expect(problems).toEqual([])
  })
})

/** Four tasks in an order of their own: three open, one done, all of a team. */
async function makeTasks(server: TestServer, groupField: string): Promise<void> {
  const field = (name: string, type: string): object => ({ field: name, type, schema: {} })
  const id = {
    ...field('id', 'integer'),
    schema: { is_primary_key: true, has_auto_increment: true },
  }
  const state = {
    ...field('state', 'string'),
    meta: {
      interface: 'select-dropdown',
      options: {
        choices: [
          { text: 'Open', value: 'open', color: '#3399FF' },
          { text: 'Done', value: 'done' },
        ],
      },
    },
  }
  const teams = { collection: 'teams', schema: {}, fields: [id, field('name', 'string')] }
  await made(server, '/collections', teams)
  await made(server, '/collections', {
    collection: 'tasks',
    schema: {},
    meta: { sort_field: 'position', display_template: '{{title}}' },
    fields: [
      id,
      field('title', 'string'),
      field('position', 'integer'),
      state,
      field('team_id', 'integer'),
    ],
  })
  const link = { collection: 'tasks', field: 'team_id', related_collection: 'teams' }
  await made(server, '/relations', { ...link, schema: { on_delete: 'SET NULL' } })
  const team_id = await made(server, '/items/teams', { name: 'Garden' })
  for (const position of [1, 2, 3, 4])
    await made(server, '/items/tasks', {
      title: `Task ${position}`,
      position,
      team_id,
      state: position === 4 ? 'done' : 'open',
    })
  const layout = { layout: 'kanban', layout_options: { kanban: { groupField } } }
  await made(server, '/presets', { collection: 'tasks', user: null, role: null, ...layout })
}

function column(page: Page, name: string): Locator {
  return page.locator(`section[aria-label="${name}"]`)
}

async function inMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Arrange ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

async function choices(server: TestServer): Promise<unknown> {
  const { data } = (await server.json('/fields/tasks/state')) as {
    data: { meta: { options: { choices: unknown } } }
  }
  return data.meta.options.choices
}

async function order(server: TestServer): Promise<readonly number[]> {
  const { data } = (await server.json('/items/tasks?fields=id&sort=position')) as {
    data: readonly { id: number }[]
  }
  return data.map(({ id }) => id)
}

async function state(server: TestServer, id: number): Promise<string> {
  const { data } = (await server.json(`/items/tasks/${id}`)) as { data: { state: string } }
  return data.state
}
