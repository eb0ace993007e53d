import { describe, expect, it } from 'vitest'
import { SchemaChangedError } from '../errors.js'
import { parseColumn, printColumn } from './column-text.js'
import { CreateTableText } from './create-table.js'

const TABLE = `CREATE TABLE t (
  a INTEGER PRIMARY KEY, -- (one, two
  "b,c" TEXT DEFAULT ')' CHECK ("b,c" <> ','), /* ) */
  PRIMARY KEY (a, "b,c"),
  FOREIGN KEY (a) REFERENCES u (x) -- the last
) STRICT, WITHOUT ROWID`

const table = new CreateTableText(TABLE)

describe('the text of a table', () => {
  it('is cut where its definitions are, and nowhere within them', () => {
    expect(table.definitions.map((each) => [each.name, table.textOf(each)])).toEqual([
      ['a', 'a INTEGER PRIMARY KEY'],
      ['b,c', `"b,c" TEXT DEFAULT ')' CHECK ("b,c" <> ',')`],
      [null, 'PRIMARY KEY (a, "b,c")'],
      [null, 'FOREIGN KEY (a) REFERENCES u (x)'],
    ])
    expect(table.options).toBe(' STRICT, WITHOUT ROWID')
  })

  it('says that somebody was faster where a column is gone', () => {
    expect(() => table.column('gone')).toThrow(SchemaChangedError)
  })

  it('takes columns before constraints, and constraints at the end', () => {
    const text = table.withColumn('d text').withConstraint('CHECK (a > 0)').sql
    expect(text).toContain(`<> ','),\n  d text, /* ) */`)
    expect(text).toContain('REFERENCES u (x),\n  CHECK (a > 0) -- the last')
  })

  it('loses any of its definitions with one comma', () => {
    const [first, , , last] = table.definitions
    for (const each of [first, last]) {
      const left = each === undefined ? table : table.without(each)
      expect(left.definitions).toHaveLength(3)
      expect(left.options).toBe(table.options)
    }
  })

  it('has another name, whatever quotes stood around it', () => {
    for (const name of ['t', '"t ("', '[t (]', '`t`', 'main.t']) {
      const named = new CreateTableText(`create table ${name}(a text)`).named('"u"')
      expect(named.sql).toBe('create table "u"(a text)')
    }
  })

  it('of MySQL may have backslashes in its texts', () => {
    const text = new CreateTableText(
      "CREATE TABLE `t` (\n  `a` text COMMENT 'it\\\\'',)',\n  KEY `k` (`a`)\n)",
      true,
    )
    expect(text.definitions.map(({ name }) => name)).toEqual(['a', null])
  })
})

/** Each clause of a definition by its kind. */
const COLUMNS: readonly (readonly [string, string, readonly string[]])[] = [
  ['a', '', []],
  ['a character varying(20)', 'character varying(20)', []],
  ['a double precision not null', 'double precision', ['not-null']],
  ['a int default -1 null', 'int', ['default', 'null']],
  ["a text default ('x' || (1)) collate nocase unique", 'text', ['default', 'collate', 'unique']],
  ['a int constraint c not null on conflict fail check (a > 0)', 'int', ['not-null', 'check']],
  ['a integer primary key desc on conflict abort autoincrement', 'integer', ['primary-key']],
  [
    'a int references u(x) on delete set null on update no action match full not deferrable initially deferred not null',
    'int',
    ['references', 'not-null'],
  ],
  ['a int generated always as (b + (1)) stored not null', 'int', ['generated', 'not-null']],
  [
    'a timestamp(3) not null default current_timestamp(3) on update current_timestamp(3) comment "x"',
    'timestamp(3)',
    ['not-null', 'default', 'on-update', 'comment'],
  ],
  ['a varchar(9) character set utf8mb4 collate utf8mb4_bin', 'varchar(9)', ['charset', 'collate']],
  ["a enum('not null','b') default null", "enum('not null','b')", ['default']],
]

describe('the text of a column', () => {
  it.each(COLUMNS)('is read and written as it was: %s', (text, type, kinds) => {
    const column = parseColumn(text)
    expect(column.type).toBe(type)
    expect(column.clauses.map(({ kind }) => kind)).toEqual(kinds)
    expect(printColumn(column)).toBe(text)
  })
})
