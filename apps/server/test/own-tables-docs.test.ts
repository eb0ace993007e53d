import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { serve } from './support/running-server.js'

const text = readFileSync(new URL('../../../docs/own-tables.md', import.meta.url), 'utf8')

it('docs/own-tables.md says how many tables there are', async () => {
  await using server = await serve({ METADATA_URL: '' })
  const path = join(server.folder, 'shop.sqlite.relvar.sqlite')
  const database = new DatabaseSync(path, { readOnly: true })
  const count = `select count(*) as tables from sqlite_master where type = 'table' and name not like 'sqlite_%'`
  const { tables } = database.prepare(count).get() as { readonly tables: number }
  database.close()
  expect(text).toContain(` kept in ${tables} tables.`)
})
