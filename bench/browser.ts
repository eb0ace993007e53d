/** Headless Chromium, as a person's browser would be: a cache of its own for each session. */
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** @throws Error where Chromium is not installed */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
}

/** A session signed out of everything, and what its pages have loaded so far. */
export interface BrowserSession extends AsyncDisposable {
  readonly page: Page
  /** Kilobytes of JavaScript, compressed with gzip whatever the server sent. */
  readonly scripts: () => Promise<number>
}

export async function openSession(browser: Browser): Promise<BrowserSession> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const scripts = collectScripts(context)
  const page = await context.newPage()
  return { page, scripts, [Symbol.asyncDispose]: () => context.close() }
}

function collectScripts(context: BrowserContext): () => Promise<number> {
  const sizes: Promise<number>[] = []
  context.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length / 1000))
  })
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
