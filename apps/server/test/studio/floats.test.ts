import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { skipFor } from '@relvar/test-databases/skip-for'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve, type TestServer } from '../support/running-server.js'
import { expectAccessible, noBrowser, useBrowser } from './browser.js'
import { ELSEWHERE, FLOATS } from './floats.js'
import { made } from './people.js'

describe('what stands above pages', { timeout: 20_000, ...skipFor(noBrowser) }, () => {
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

  it('is opened here, or in a journey that is named', () => {
    const named = new Set([...FLOATS.flatMap(({ files }) => files), ...Object.keys(ELSEWHERE)])
    expect(filesBy('**/*.tsx', OPENS).filter((file) => !named.has(file))).toEqual([])
    expect([...named].filter((file) => !allFiles().has(file))).toEqual([])
  })

  it('stands beside what opens it, and not at the end of the document', () => {
    expect(filesBy('**/*.{ts,tsx}', PORTAL)).toEqual([])
    for (const way of [
      '<Menu withinPortal>',
      '{ withinPortal: isWide }',
      "import { Box, Portal } from '@mantine/core'",
    ])
      expect(way).toMatch(PORTAL)
    for (const way of [
      '<Menu withinPortal={false}>',
      '{ withinPortal: false }',
      '<ViewportPortal>',
    ])
      expect(way).not.toMatch(PORTAL)
  })

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

  it('passes axe: a part that did not come', async () => {
    const { page: other } = await signedIn(server)
    await other.route('**/assets/shortcuts-*', (route) => route.abort())
    await other.goto(`${server.address}/admin/activity`)
    await other.getByRole('button', { name: 'Your menu', exact: true }).click()
    await other.getByRole('menuitem', { name: /shortcuts/i }).click()
    await other.getByRole('dialog').getByRole('button', { name: 'Try again' }).waitFor()
    await expectAccessible(other)
  })
})

/** The folders of the Studio's own code. */
const SOURCES = ['apps/studio/src', 'packages/studio-ui/src'].map((folder) =>
  fileURLToPath(new URL(`../../../../${folder}/`, import.meta.url)),
)

/** What stands above the page that it is drawn in, and our own parts that are one. */
const OPENS =
  /<(Modal|Drawer|Menu|Popover|HoverCard|Spotlight|Combobox|ColorInput|FormDialog|ChangeDrawer|SideDrawer)\b(?!\.)/

/**
 * What would be drawn at the end of the document. There it belongs to no landmark, or to none of the dialog that it
 * was opened from: those who hear the page come upon it after all else, and axe calls it a fault (`region`). The
 * theme keeps menus, choices and hints from there; only dialogs and drawers, which are places of their own, go.
 */
const PORTAL =
  /import \{[^}]*\b(Affix|Dialog|FloatingWindow|Portal)\b[^}]*\} from '@mantine\/core'|<Tooltip\.Floating\b|\bcreatePortal\b|\bwithinPortal\b(?!(=\{|: )false\b)/

/** Where each file of the Studio lies, by its name below `src`. */
function allFiles(pattern = '**/*.tsx'): ReadonlyMap<string, string> {
  return new Map(
    SOURCES.flatMap((source) =>
      globSync(pattern, { cwd: source }).map((file) => [file, source + file] as const),
    ),
  )
}

function filesBy(pattern: string, what: RegExp): readonly string[] {
  return [...allFiles(pattern)]
    .filter(([, path]) => what.test(readFileSync(path, 'utf8')))
    .map(([file]) => file)
}
