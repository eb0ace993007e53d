import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { connect } from '@relvar/schema-introspect'
import { sampleShopTables } from '../../../../apps/server/src/sample/tables.js'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { sourceOf } from './support.js'

const data = new URL('../../../../../shared/data/', import.meta.url)
const missing = existsSync(data) ? null : '../shared is not there'

/** A sample database of SQLite, as the file that a snapshot of it is. */
export interface Sample {
  readonly name: string
  /** Why it cannot be tried here. */
  readonly skip: string | null
  snapshot(): Promise<Snapshot>
}

export const SAMPLES: readonly Sample[] = [
  {
    name: 'the sample shop',
    skip: null,
    snapshot: () =>
      snapshotOf((db) => {
        const { tables, indexes } = sampleShopTables('sqlite')
        for (const text of [...tables, ...indexes]) db.exec(text)
      }),
  },
  {
    name: 'Chinook',
    skip: missing,
    snapshot: () => snapshotAt(new URL('chinook/Chinook_Sqlite.sqlite', data).href),
  },
  {
    name: 'Northwind',
    skip: missing,
    async snapshot() {
      const text = await readFile(new URL('northwind/northwind-sqlite.sql', data), 'utf8')
      return snapshotOf((db) => db.exec(text))
    },
  },
]

async function snapshotOf(fill: (db: DatabaseSync) => void): Promise<Snapshot> {
  const folder = await mkdtemp(join(tmpdir(), 'relvar-snapshot-'))
  try {
    const path = join(folder, 'sample.sqlite')
    const db = new DatabaseSync(path)
    // Nothing has to outlive a power cut.
    db.exec('pragma synchronous = off; pragma journal_mode = memory')
    fill(db)
    db.close()
    return await snapshotAt(`sqlite:${path}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function snapshotAt(url: string): Promise<Snapshot> {
  const db = await connect(url)
  try {
    const file = JSON.stringify(takeSnapshot(await sourceOf(db), { unmanaged: true }))
    return readSnapshot(JSON.parse(file))
  } finally {
    await db.destroy()
  }
}
