import { DIALECTS } from '@relvar/test-databases'
import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { serve, type TestServer } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

/** What would run, or tell somebody else, if it were taken for HTML. */
const EVIL =
  '<img src="https://evil.example/x" onerror="window.pwned=1"><script>window.pwned=1</script>'
const SCRIPT = 'javascript:window.pwned=1'
const STYLE = 'red;background:url(https://evil.example/c)'

const sqlite = DIALECTS.find(({ name }) => name === 'sqlite')

describe('what others wrote, in the Studio', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open, signedIn } = useBrowser()

  it('is shown as text, and neither runs nor asks elsewhere', async () => {
    await using database = await (sqlite ?? missing()).createDatabase()
    await database.execute([
      `create table notes (id integer primary key, title varchar(400), body text, markdown text,
        colour varchar(200), icon varchar(200), link varchar(200), "<b onclick=alert(1)>" varchar(90))`,
      `insert into notes values (1, ${sql(EVIL)}, ${sql(EVIL + `<a href="${SCRIPT}">go</a>`)},
        ${sql(`${EVIL} [go](${SCRIPT}) ![x](https://evil.example/m)`)}, ${sql(STYLE)}, ${sql(EVIL)},
        ${sql(SCRIPT)}, ${sql(EVIL)})`,
    ])
    await using server = await serve({ DATABASE_URL: database.url })
    await sayEvil(server)
    const { page, problems } = await signedIn(server)
    const asked = requestsElsewhere(page, server)
    for (const [path, sign] of [
      ['/content/notes', '[data-collection="notes"], table'],
      ['/content/notes/1', '[data-collection-field="title"]'],
      ['/settings/data-model', 'a[href$="/notes"]'],
      ['/settings/data-model/notes', 'text=markdown · text'],
      ['/settings/project', 'form'],
      ['/settings/diagram', 'text=colour'],
    ] as const) {
      await page.goto(`${server.address}/admin${path}`)
      await page.locator(sign).first().waitFor()
      expect([path, await page.evaluate(() => Reflect.get(globalThis, 'pwned'))]).toEqual([
        path,
        undefined,
      ])
      expect([path, await page.locator('a[href^="javascript:" i]').count()]).toEqual([path, 0])
    }
    expect(asked).toEqual([])
    // What cleans HTML parses it first, and the browser says that nothing in it would have run.
    expect(problems.filter((text) => !text.includes('inline event handler'))).toEqual([])
  })

  it('leads nowhere but to its own pages after signing in', async () => {
    await using server = await serve()
    for (const to of [
      'https://evil.example/',
      '//evil.example/',
      SCRIPT,
      '/admin.evil/',
      '/items',
    ]) {
      const { page, problems } = await open()
      const asked = requestsElsewhere(page, server)
      await page.goto(`${server.address}/admin/login?to=${encodeURIComponent(to)}`)
      await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(ADMINISTRATOR.email)
      await page.getByLabel('Password', { exact: true }).fill(ADMINISTRATOR.password)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('button', { name: 'Your menu', exact: true }).waitFor()
      expect([to, page.url().startsWith(`${server.address}/admin/`)]).toEqual([to, true])
      expect([to, asked, problems]).toEqual([to, [], []])
      await page.context().close()
    }
  })

  it('keeps no token where scripts read, and forgets whom it was looked as once signed out', async () => {
    await using server = await serve()
    const { page, problems } = await signedIn(server)
    await page.goto(`${server.address}/admin/settings/policies`)
    await page.getByRole('link', { name: 'Public', exact: true }).waitFor()
    const stored = await page.evaluate(() => [
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ])
    expect(stored.filter((text) => /eyJ|token/i.test(text))).toEqual([])
    const cookies = await page.context().cookies()
    expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual(cookies.map(() => true))
    expect(cookies).not.toEqual([])
    await page.evaluate(() =>
      sessionStorage.setItem('relvar view as', JSON.stringify({ as: 'public', name: 'Public' })),
    )
    await page.goto(`${server.address}/admin/content`)
    await page.getByText('You see the data as Public').waitFor()
    await page.getByRole('button', { name: 'Your menu', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await expect
      .poll(() => page.evaluate(() => sessionStorage.getItem('relvar view as')), {
        timeout: 20_000,
      })
      .toBeNull()
    expect(await page.getByText('You see the data as Public').count()).toBe(0)
    expect(problems).toEqual([])
  })
})

function missing(): never {
  throw new Error('SQLite runs everywhere.')
}

function sql(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Says the same wherever somebody can say something. */
async function sayEvil(server: TestServer): Promise<void> {
  const choices = [{ text: EVIL, value: STYLE, color: STYLE, icon: EVIL }]
  const interfaces = {
    title: { interface: 'select-dropdown', options: { choices }, display: 'labels' },
    body: { interface: 'input-rich-text-html' },
    markdown: { interface: 'input-rich-text-md' },
    colour: { interface: 'select-color', display: 'color' },
    icon: { interface: 'select-icon', display: 'icon' },
  }
  const note = { note: EVIL, icon: EVIL, color: STYLE, display_template: `${EVIL}{{title}}` }
  const sent: readonly (readonly [method: string, path: string, body: object])[] = [
    ['PATCH', '/collections/notes', { meta: note }],
    ...Object.entries(interfaces).map(
      ([field, meta]) =>
        ['PATCH', `/fields/notes/${field}`, { meta: { ...meta, note: EVIL } }] as const,
    ),
    [
      'POST',
      '/fields/notes',
      {
        field: 'links',
        type: 'alias',
        meta: {
          special: ['alias', 'no-data'],
          interface: 'presentation-links',
          options: { links: [{ label: EVIL, type: 'primary', actionType: 'url', url: SCRIPT }] },
        },
      },
    ],
    ['POST', '/presets', { collection: 'notes', bookmark: EVIL, icon: EVIL, color: STYLE }],
    [
      'PATCH',
      '/settings',
      { project_name: EVIL, project_descriptor: EVIL, public_note: EVIL, project_url: SCRIPT },
    ],
  ]
  for (const [method, path, body] of sent) {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await server.request(path, { method, headers, body: JSON.stringify(body) })
    // What is refused does no harm either.
    expect([path, [200, 400].includes(answer.status)]).toEqual([path, true])
  }
}

/** Everything that the page asks anybody else for. */
function requestsElsewhere(page: Page, server: TestServer): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== server.address) asked.push(request.url())
  })
  return asked
}
