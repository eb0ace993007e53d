import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { serve } from './support/running-server.js'

const path = new URL('../../../docs/own-tables.md', import.meta.url)
const number = /(?<= kept in )\d+(?= tables\.)/

it('docs/own-tables.md says how many tables there are (UPDATE_DOCS=1 rewrites it)', async () => {
  await using server = await serve({ METADATA_URL: '' })
  const tables = String(countTables(join(server.folder, 'shop.sqlite.relvar.sqlite')))
  const text = readFileSync(path, 'utf8')
  if (process.env.UPDATE_DOCS) writeFileSync(path, text.replace(number, tables))
  expect(number.exec(readFileSync(path, 'utf8'))?.[0]).toBe(tables)
})

function countTables(file: string): unknown {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const ours = `type = 'table' and name not like 'sqlite_%'`
    return database.prepare(`select count(*) as tables from sqlite_master where ${ours}`).get()?.[
      'tables'
    ]
  } finally {
    database.close()
  }
}
