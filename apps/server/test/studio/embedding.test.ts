import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { skipFor } from '@relvar/test-databases/skip-for'
import { describe, expect, it } from 'vitest'
import { serve } from '../support/running-server.js'
import { noBrowser, useBrowser } from './browser.js'

const example = join(import.meta.dirname, '../../../../examples/embedding')

describe('an application that embeds a list and a form', skipFor(noBrowser), () => {
  const { signedIn } = useBrowser()

  it('shows items of the server and saves one', { timeout: 120_000 }, async () => {
    await using server = await serve()
    await using application = await startVite(server.address)
    const { page, problems } = await signedIn({ address: application.origin })
    await page.goto(`${application.origin}/shop/`)
    await page.getByRole('cell', { name: '1', exact: true }).click()
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await expect.poll(() => name.inputValue()).not.toBe('')
    await name.fill('Lantern')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('cell', { name: 'Lantern', exact: true }).waitFor()
    expect(await server.json('/items/products/1?fields=name')).toEqual({
      data: { name: 'Lantern' },
    })
    expect(problems).toEqual([])
  })
})

/** Vite as the example's README starts it, on a port of its own. */
async function startVite(url: string): Promise<AsyncDisposable & { readonly origin: string }> {
  const vite = join(example, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, '--host', '127.0.0.1', '--port', '0'], {
    cwd: example,
    env: { ...process.env, RELVAR_URL: url, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { origin: await originOf(child), [Symbol.asyncDispose]: () => stop(child) }
}

async function originOf({ stdout }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stdout ?? process.stdin })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)
    if (found !== null) return found[0]
  }
  throw new Error('Vite ended before it told its address.')
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
