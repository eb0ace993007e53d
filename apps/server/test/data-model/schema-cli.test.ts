import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DIALECTS } from '@relvar/test-databases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleShopTables } from '../../src/sample/tables.js'
import { type Exit, RelvarProcess } from '../support/relvar-process.js'

let folder: string
let sample: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relvar-schema-'))
  const path = join(folder, 'shop.db')
  const shop = new DatabaseSync(path)
  const { tables, indexes } = sampleShopTables('sqlite')
  for (const text of [...tables, ...indexes]) shop.exec(text)
  shop.close()
  sample = `sqlite:${path}`
})
afterAll(() => rmSync(folder, { recursive: true }))

async function schema(databaseUrl: string, ...args: readonly string[]): Promise<Exit> {
  const env = { DATABASE_URL: databaseUrl, ADMIN_EMAIL: '', ADMIN_PASSWORD: '', ADMIN_TOKEN: '' }
  await using process = new RelvarProcess({ args: ['schema', ...args], cwd: folder, env })
  return await process.exited
}

/** The changes that stand in our file beside a SQLite one; nobody is known to have asked for them. */
function historyBeside(url: string): readonly string[] {
  using own = new DatabaseSync(`${url.slice('sqlite:'.length)}.relvar.sqlite`, { timeout: 5_000 })
  const rows = own
    .prepare('select action, collection, item, "user" from activity order by id')
    .all()
  return rows.map((row) => Object.values(row).join(' '))
}

const MADE =
  'categories customers employees product_tags products reviews sale_lines sales tags monthly_sales'
const HISTORY = [
  ...MADE.split(' ').map((name) => `create relvar_collections ${name} `),
  'delete relvar_collections product_tags ',
  'delete relvar_collections tags ',
]

const tested = ['sqlite', 'postgres', 'mariadb', 'mysql']

describe.each(DIALECTS.filter(({ name }) => tested.includes(name)))(
  'relvar schema on $name',
  (dialect) => {
    // Every command is a process of its own, and most of its time is that of its start.
    const test = it.skipIf(dialect.skip)
    test('makes an empty database like the sample shop', { timeout: 120_000 }, async () => {
      await using database = await dialect.createDatabase()
      const { url } = database
      const file = `${dialect.name}.yaml`
      expect(await schema(sample, 'snapshot', file, '--unmanaged')).toMatchObject({ code: 0 })
      const before = await schema(url, 'diff', file)
      expect(before).toMatchObject({ code: 1 })
      expect(before.stdout).toMatch(/^\+ collection customers$/m)
      const plan = await schema(url, 'plan', file)
      expect(plan.code).toBe(0)
      expect(plan.stdout).toMatch(/^create table .*sale_lines/m)
      expect((await schema(url, 'diff', file)).stdout).toBe(before.stdout)
      expect(await schema(url, 'apply', file)).toMatchObject({ code: 0, stdout: before.stdout })
      const none = { code: 0, stdout: 'No changes.\n' }
      expect(await schema(url, 'diff', file)).toMatchObject(none)
      expect(await schema(url, 'apply', file)).toMatchObject(none)

      // What goes with values is meant only by who says so, and not at all by a merge.
      await database.execute(["insert into tags (id, name) values (1, 'new')"])
      const text = readFileSync(join(folder, file), 'utf8')
      const part = text.replace(/ {2}- collection: product_tags\n(?: {4}.*\n)+/g, '')
      writeFileSync(join(folder, file), part.replace(/ {2}- collection: tags\n(?: {4}.*\n)+/g, ''))
      expect(await schema(url, 'diff', file, '--merge')).toMatchObject({ code: 0 })
      const refused = await schema(url, 'apply', file)
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('"tags"')])
      expect(refused.stderr).not.toContain('    at ')
      expect(await schema(url, 'apply', file, '--yes')).toMatchObject({ code: 0 })
      expect(await schema(url, 'diff', file)).toMatchObject(none)
      if (dialect.name === 'sqlite') expect(historyBeside(url)).toEqual(HISTORY)
    })
  },
)

describe('relvar schema', () => {
  it('says what it did not understand', async () => {
    expect(await schema(sample, 'diff')).toMatchObject({ code: 2 })
    expect(await schema(sample, 'diff', 'nowhere.yaml')).toMatchObject({ code: 2 })
    expect(await schema(sample, 'snapshot', '--format', 'xml')).toMatchObject({ code: 2 })
    writeFileSync(join(folder, 'odd.json'), '{"version":1}')
    const odd = await schema(sample, 'apply', 'odd.json')
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('snapshot.directus')])
  })
})
