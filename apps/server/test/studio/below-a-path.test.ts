import { createServer, request as httpRequest } from 'node:http'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { ADMINISTRATOR } from '../support/administrator.js'
import { openInbox } from '../support/inbox.js'
import { freePort } from '../support/proxy.js'
import { serve } from '../support/running-server.js'
import { noBrowser, signInByForm, useBrowser } from './browser.js'

const PATH = '/admin-tools'

describe('the Studio below a path', { timeout: 120_000, ...skipFor(noBrowser) }, () => {
  const { open } = useBrowser()

  it('works behind a proxy that takes the path off', async () => {
    const port = await freePort()
    const address = `http://localhost:${port}`
    await using inbox = await openInbox()
    await using server = await serve({ PUBLIC_URL: address + PATH, SMTP_URL: inbox.url })
    await using stack = new AsyncDisposableStack()
    stack.use(await openProxy(port, server.address))
    const { page, problems } = await open()

    await page.goto(`${address}${PATH}/`)
    await page.waitForURL(`${address}${PATH}/admin/login?*`)
    await signInByForm(page, ADMINISTRATOR.email, ADMINISTRATOR.password)
    await page.getByRole('link', { name: 'Tags', exact: true }).click()
    await page.getByRole('row').nth(1).getByRole('link').first().click()
    await page.waitForURL(`${address}${PATH}/admin/content/tags/*`)
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('below a path')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: 'below a path', exact: true }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'below a path', exact: true }).waitFor()
    const cookies = await page.context().cookies(address + PATH)
    expect(cookies.map(({ path }) => path)).toEqual([PATH])
    expect(await page.context().cookies(address)).toEqual([])
    await page.goto(`${address}${PATH}/server/specs/reference`)
    await page.getByRole('link', { name: 'tags', exact: true }).first().click()
    await page.waitForURL(`${address}${PATH}/server/specs/reference/*`)

    await page.context().clearCookies()
    await page.goto(`${address}${PATH}/admin/reset-password`)
    await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(ADMINISTRATOR.email)
    await page.getByRole('button', { name: 'Send the link', exact: true }).click()
    await expect.poll(() => inbox.mails.length, { timeout: 10_000 }).toBe(1)
    const [link = ''] = inbox.mails[0]?.text?.match(/http\S+/) ?? []
    expect(link).toMatch(`${address}${PATH}/admin/reset-password?token=`)
    await page.goto(link)
    await page.getByLabel('New password', { exact: true }).fill('another password of tests')
    await page.getByRole('button', { name: 'Save the password', exact: true }).click()
    await page.getByText('The password is saved.').waitFor()
    await page.getByRole('link', { name: 'Back to sign in', exact: true }).click()
    await page.waitForURL(`${address}${PATH}/admin/login`)
    expect(problems).toEqual([])
  })
})

/** Hands on what comes below the path, without it; nothing else is there. */
async function openProxy(port: number, target: string): Promise<AsyncDisposable> {
  const proxy = createServer((incoming, outgoing) => {
    const { url = '', method, headers } = incoming
    if (!url.startsWith(`${PATH}/`)) {
      outgoing.writeHead(404).end()
      return
    }
    const upstream = httpRequest(target + url.slice(PATH.length), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    upstream.once('error', () => outgoing.destroy())
    incoming.pipe(upstream)
  })
  await new Promise<void>((resolve) => proxy.listen(port, 'localhost', resolve))
  return {
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        proxy.close(() => resolve())
        proxy.closeAllConnections()
      }),
  }
}
