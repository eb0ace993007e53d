import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { addStudio } from '../src/http/studio.js'
import type { Bindings } from '../src/http/routes.js'

it('serves the Studio as it was built last, while the server runs on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-studio-'))
  const app = new Hono<{ Bindings: Bindings }>()
  addStudio(app, 'https://example.com/data', folder)
  const ask = (path: string): Response | Promise<Response> =>
    app.request(`/admin${path}`, { headers: { 'Accept-Encoding': 'gzip' } }, { requestId: 'a' })
  const pageHas = async (): Promise<readonly [number, string]> => {
    const answer = await ask('/content/tags')
    return [answer.status, /(?<=script )\S+/.exec(await answer.text())?.[0] ?? '']
  }
  expect(await pageHas()).toEqual([503, ''])

  build(folder, 'index-1.js')
  expect(await pageHas()).toEqual([200, 'index-1.js'])
  expect(await (await ask('/')).text()).toContain('<base href="/data/admin/"')
  expect((await ask('/assets/index-1.js')).status).toBe(200)

  rmSync(join(folder, 'assets'), { recursive: true })
  build(folder, 'index-2.js')
  writeFileSync(join(folder, 'assets/index-2.js.gz'), 'smaller')
  expect(await pageHas()).toEqual([200, 'index-2.js'])
  expect((await ask('/assets/index-1.js')).status).toBe(404)
  const file = await ask('/assets/index-2.js')
  expect([file.headers.get('content-encoding'), await file.text()]).toEqual(['gzip', 'smaller'])

  for (const name of ['..%2findex.html', '%2e%2e%2findex.html', 'index', `${'a'.repeat(9000)}.js`])
    expect([name, (await ask(`/assets/${name}`)).status]).toEqual([name, 404])
  rmSync(folder, { recursive: true })
})

function build(folder: string, script: string): void {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), `<base href="/admin/" /><script ${script} />`)
  writeFileSync(join(folder, 'assets', script), 'larger than the other form')
}
