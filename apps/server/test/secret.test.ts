import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from '../src/config/secret.js'
import { createSampleShop } from '../src/sample/sample-shop.js'
import { RelvarProcess } from './support/relvar-process.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a secret that nobody has chosen', () => {
  it('is random, kept for this account alone, and used again', () => {
    const path = join(folder, 'data', 'relvar.secret')
    const made = secretOf(null, path)
    expect(made.origin).toBe('made')
    expect(made.text).toMatch(/^[\w-]{64}$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(secretOf(null, path)).toEqual({ text: made.text, origin: 'file' })
    expect(secretOf(null, join(folder, 'other')).text).not.toBe(made.text)
    expect(secretOf('chosen', path)).toEqual({ text: 'chosen', origin: 'setting' })
  })

  it('is none where its file is empty or cut off', () => {
    const path = join(folder, 'relvar.secret')
    for (const text of ['', '\n', 'short']) {
      writeFileSync(path, text)
      expect(() => secretOf(null, path)).toThrow(/SECRET/)
    }
  })

  it('is refused where other servers have another: nobody would believe its tokens', async () => {
    createSampleShop(join(folder, 'shop.sqlite'))
    const env = { SECRET: '', DATABASE_URL: `sqlite:${join(folder, 'shop.sqlite')}` }
    const [one, other] = ['one', 'other'].map((name) => mkdtempSync(join(folder, name))) as [
      string,
      string,
    ]
    {
      await using first = new RelvarProcess({ cwd: one, env })
      await first.address()
      expect(first.output).toContain('A secret was made and is kept in data/relvar.secret')
      await first.printed(/serves/i)
      const text = readFileSync(join(one, 'data', 'relvar.secret'), 'utf8').trim()
      expect(first.output).not.toContain(text)
    }
    await using second = new RelvarProcess({ cwd: other, env })
    const { code, stderr, stdout } = await second.exited
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('SECRET')])
  })
})
