import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url)
const page = readFileSync(new URL('docs/security-tests.md', root), 'utf8')

/** `| 3 | [packages/…/reads.test.ts](../packages/…) | hold on every way to a table |` */
const ROW = /^\| (\d+) +\| \[([^\]]+)\]\(\.\.\/\2\) +\| (.+?) +\|$/gm

const tests = [...page.matchAll(ROW)].map(([, rule = '', path = '', name = '']) => ({
  rule,
  path,
  name,
}))

/** Those of the groups that are built: one door, identity, input, and what there is of the browser's. */
const RULES = [...Array.from({ length: 16 }, (_, index) => index + 1), 20, 21, 22, 23]

describe('docs/security-tests.md', () => {
  it('names a test for every rule', () => {
    expect([...new Set(tests.map(({ rule }) => Number(rule)))]).toEqual(RULES)
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('| ') && line.includes('.test.ts'))
    expect(tests).toHaveLength(rows.length)
  })

  it.each(tests)('$rule: $path has "$name"', ({ path, name }) => {
    const source = readFileSync(new URL(path, root), 'utf8')
    const titles = [...source.matchAll(/\(\s*(['"`])((?:(?!\1).)+)\1/g)].map(([, , title]) => title)
    expect(titles).toContain(name)
  })
})
