/** Takes a picture of every page of a running Studio: `pnpm screenshots --help`. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { pages, type PictureOf } from './pages.js'
import { takeTutorial } from './tutorial.js'

const HELP = `pnpm screenshots --email EMAIL --password PASSWORD [--url URL] [--into FOLDER] [--only TEXT] [--width PIXELS]

Signs in at a server that runs (by default http://localhost:8055, on the sample shop) and writes
FOLDER/PAGE-WIDTH-SCHEME.png for every page, at 1440, 1024 and 390 pixels, light and dark.
`
const VIEWPORTS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const
const SCHEMES = ['light', 'dark'] as const

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    url: { type: 'string', default: 'http://localhost:8055' },
    email: { type: 'string' },
    password: { type: 'string' },
    into: { type: 'string', default: 'screenshots' },
    only: { type: 'string', default: '' },
    width: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const { url, email, password, only, width } = values
if (values.help || email === undefined || password === undefined) {
  process.stdout.write(HELP)
  process.exit(values.help ? 0 : 2)
}
// pnpm runs this in its package's folder.
const into = resolve(process.env['INIT_CWD'] ?? '.', values.into)
await mkdir(into, { recursive: true })
await using stack = new AsyncDisposableStack()
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const browser = stack.adopt(
  await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
  (opened) => opened.close(),
)
const wanted = pages.filter(({ name }) => name.includes(only))
const isTutorial = only === '' || 'tutorial'.startsWith(only)
if (wanted.length === 0 && !isTutorial) throw new Error(`No page has "${only}" in its name.`)
for (const viewport of VIEWPORTS) {
  if (width !== undefined && width !== String(viewport.width)) continue
  for (const colorScheme of SCHEMES) await takeAll(browser, viewport, colorScheme)
}

async function takeAll(
  opened: Browser,
  viewport: (typeof VIEWPORTS)[number],
  colorScheme: (typeof SCHEMES)[number],
): Promise<void> {
  const context = await opened.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const take = (picture: PictureOf) =>
    takePicture(page, picture, `${viewport.width}-${colorScheme}`)
  for (const picture of wanted.filter((each) => each.public)) await take(picture)
  await signIn(page)
  for (const picture of wanted.filter((each) => !each.public)) await take(picture)
  if (isTutorial)
    await takeTutorial(page, url, (name) => save(page, `${name}-${viewport.width}-${colorScheme}`))
  await context.close()
}

async function takePicture(page: Page, picture: PictureOf, suffix: string): Promise<void> {
  const { name, path, before, open } = picture
  await before?.(page)
  await page.goto(`${url}/admin${path}`, { waitUntil: 'networkidle' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await loaded(page)
  if (open !== undefined) {
    await open(page)
    await page.waitForLoadState('networkidle')
    await loaded(page)
  }
  await save(page, `${name}-${suffix}`)
  await page.unrouteAll()
}

async function save(page: Page, name: string): Promise<void> {
  const file = join(into, `${name}.png`)
  await page.screenshot({ path: file })
  process.stdout.write(`${file}\n`)
}

/** Nothing stands in for something else any more. */
async function loaded(page: Page): Promise<void> {
  const waiting = '.mantine-Skeleton-root, [role=status][aria-label=Loading]'
  await page.locator(`body:not(:has(${waiting}))`).waitFor()
}

/** @throws Error where the server does not take the credentials */
async function signIn(page: Page): Promise<void> {
  const answer = await page.request.post(`${url}/auth/login`, {
    data: { email, password, mode: 'session' },
  })
  if (!answer.ok()) throw new Error(`Signing in failed: ${answer.status()} ${await answer.text()}`)
}
