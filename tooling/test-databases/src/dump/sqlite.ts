import type { TestDatabase } from '../dialect.js'

/** As `.dump` of the program `sqlite3`: what makes the tables, and all rows in their order. */
export async function dumpSqlite({ query }: TestDatabase): Promise<string> {
  const made = await query('select type, name, sql from sqlite_schema order by rowid')
  const lines = made.map((row) => JSON.stringify(row))
  for (const { type, name } of made) {
    if (type !== 'table') continue
    const rows = await query(`select * from "${String(name).replaceAll('"', '""')}"`)
    lines.push(...rows.map((row) => `${String(name)} ${JSON.stringify(row, spelled)}`))
  }
  for (const pragma of ['journal_mode', 'user_version', 'application_id', 'auto_vacuum'])
    lines.push(`${pragma} ${JSON.stringify(await query(`pragma ${pragma}`), spelled)}`)
  return lines.join('\n')
}

function spelled(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  return value instanceof Uint8Array ? `x${Buffer.from(value).toString('hex')}` : value
}
