import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { connect } from '@relvar/schema-introspect'
import { readSnapshot } from '../../src/snapshot/read-snapshot.js'
import type { Snapshot } from '../../src/snapshot/snapshot.js'
import { takeSnapshot } from '../../src/snapshot/take-snapshot.js'
import { sourceOf } from './support.js'

const data = new URL('../../../../../shared/data/', import.meta.url)
const missing = existsSync(data) ? null : '../shared is not there'

/** Every part of a schema that snapshots hold, and some that they cannot hold for all vendors. */
const SHOP: readonly string[] = [
  `create table shelves (id integer primary key, name varchar(60) not null unique,
    above integer references shelves (id) on delete set null, position integer not null default 0)`,
  `create table goods (id integer primary key, code char(6) not null unique, name varchar(120) not null,
    shelf integer not null references shelves (id) on delete restrict,
    price decimal(10,2) not null check (price >= 0), weight real, rare boolean not null default false,
    state varchar(10) not null default 'new' check (state in ('new', 'used', 'it''s old')),
    facts json, made date, seen timestamp not null default current_timestamp, ghost blob,
    mark text default (hex(randomblob(4))), rank bigint, constraint named check (length(name) > 1))`,
  `create table orders (id char(36) not null primary key, placed datetime, note text)`,
  `create table lines (order_id char(36) not null references orders (id) on delete cascade, line integer not null,
    good integer not null references goods (id), amount integer not null default 1,
    total integer generated always as (amount * 2) stored, primary key (order_id, line), unique (good, order_id))`,
  `create table notes (id integer primary key, order_id char(36), line integer,
    foreign key (order_id, line) references lines (order_id, line) on update cascade)`,
  `create index goods_by_name on goods (name, price)`,
  `create index goods_shelf on goods (shelf)`,
  `create view dear as select id, upper(name) as label from goods where price > 100`,
]

/** A sample database of SQLite, as the file that a snapshot of it is. */
export interface Sample {
  readonly name: string
  /** Why it cannot be tried here. */
  readonly skip: string | null
  snapshot(): Promise<Snapshot>
}

export const SAMPLES: readonly Sample[] = [
  {
    name: 'a shop',
    skip: null,
    snapshot: () =>
      snapshotOf((db) => {
        for (const text of SHOP) db.exec(text)
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
