import { linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sampleShopRows, type SampleShopOptions } from './rows.js'
import { sampleShopTables } from './tables.js'
import type { SampleTable, SampleValue } from './table.js'

/**
 * Creates the sample shop as a SQLite database: about 20,000 rows, the same on every machine.
 *
 * The file appears whole or not at all: it is written under another name and then linked to its
 * own, so a start that is killed leaves nothing half-made, and an existing file is never touched.
 * Answers whether a file was created.
 *
 * @example
 * createSampleShop('data/relvar-sample.sqlite')                     // true, and false from then on
 * createSampleShop('/tmp/large.sqlite', { scale: 10 })
 */
export function createSampleShop(path: string, options: SampleShopOptions = {}): boolean {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true })
  const names = readdirSync(folder)
  removeLeftovers(folder, basename(path), names)
  if (names.includes(basename(path))) return false
  const draft = `${path}.${process.pid}.draft`
  try {
    writeShop(draft, options)
    return publish(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

function writeShop(path: string, options: SampleShopOptions): void {
  const database = new DatabaseSync(path)
  try {
    const { tables, indexes } = sampleShopTables('sqlite')
    database.exec('begin')
    for (const statement of tables) database.exec(statement)
    for (const table of sampleShopRows(options)) insertRows(database, table)
    for (const statement of indexes) database.exec(statement)
    database.exec('commit')
    database.exec('analyze')
  } finally {
    database.close()
  }
}

function insertRows(database: DatabaseSync, { name, rows }: SampleTable): void {
  const columns = Object.keys(rows[0] ?? {})
  const places = columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into ${name} (${columns.join(', ')}) values (${places})`)
  for (const row of rows) insert.run(...columns.map((column) => toSqlite(row[column] ?? null)))
}

/** SQLite has no boolean of its own and keeps 0 and 1. */
function toSqlite(value: SampleValue): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value
}

/**
 * Gives the draft its name, unless another process was faster: unlike a rename, a link never takes
 * the place of a file that somebody may already be writing to. Some file systems have no links.
 */
function publish(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    renameSync(draft, path)
  }
  return true
}

/** Removes what killed processes left behind; drafts of living ones are theirs. */
function removeLeftovers(folder: string, name: string, files: readonly string[]): void {
  for (const file of files) {
    const leftover = file.startsWith(`${name}.`)
      ? /^\.(\d+)\.draft(-journal)?$/.exec(file.slice(name.length))
      : null
    if (leftover && !isAlive(Number(leftover[1]))) rmSync(join(folder, file), { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is such a process, and it is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
