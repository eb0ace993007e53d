import { init, validate } from '@guanmingchiu/sqlparser-ts'
import { type Compilable, type Kysely, sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { ColumnValues, ReturnedColumn } from '../../src/index.js'
import { offline } from '../offline.js'

interface Case {
  readonly query: (db: Kysely<Tables>) => Compilable
  readonly sql: string
  readonly parameters?: readonly unknown[]
  /** The page of Oracle's SQL Language Reference that the form is from. */
  readonly page: string
  /** Why the grammar at hand refuses what Oracle documents. */
  readonly beyondGrammar?: string
}

// oxlint-disable-next-line typescript/no-explicit-any -- tables whose columns do not matter here
type Tables = Record<'person' | 'pet' | 'source', any>

const REFERENCE = 'https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf'
const INTO = 'the grammar does not know RETURNING ... INTO'

const described = (query: string, ...names: readonly string[]): readonly ReturnedColumn[] =>
  names.map((name, position) => new ReturnedColumn(name, { query, position }))

const cases: Readonly<Record<string, Case>> = {
  'quotes names and numbers parameters': {
    query: (db) => db.selectFrom('person').select(['id', 'name']).where('id', '=', 7),
    sql: 'select "id", "name" from "person" where "id" = :1',
    parameters: [7],
    page: 'SELECT.html',
  },
  'names tables without `as`, and columns with it': {
    query: (db) =>
      db
        .selectFrom('person as p')
        .innerJoin('pet as t', 't.owner_id', 'p.id')
        .select('p.name as owner'),
    sql: 'select "p"."name" as "owner" from "person" "p" inner join "pet" "t" on "t"."owner_id" = "p"."id"',
    page: 'SELECT.html',
  },
  'names a query in `from` without `as`': {
    query: (db) =>
      db.selectFrom((eb) => eb.selectFrom('person').select('id').as('x')).select('x.id'),
    sql: 'select "x"."id" from (select "id" from "person") "x"',
    page: 'SELECT.html',
  },
  'pages with offset and fetch': {
    query: (db) => db.selectFrom('person').select('id').orderBy('id').limit(10).offset(20),
    sql: 'select "id" from "person" order by "id" offset :1 rows fetch next :2 rows only',
    parameters: [20, 10],
    page: 'SELECT.html#row_limiting_clause',
  },
  'limits without an offset': {
    query: (db) => db.selectFrom('person').select('id').limit(1),
    sql: 'select "id" from "person" fetch next :1 rows only',
    parameters: [1],
    page: 'SELECT.html#row_limiting_clause',
  },
  'selects from dual where there is no table': {
    query: (db) => db.selectNoFrom(sql`1`.as('one')),
    sql: 'select 1 as "one" from dual',
    page: 'Selecting-from-the-DUAL-Table.html',
  },
  'knows no `recursive`': {
    query: (db) =>
      db
        .withRecursive('n(i)', (qc) => qc.selectNoFrom(sql`1`.as('i')))
        .selectFrom('n')
        .select('n.i' as never),
    sql: 'with "n"("i") as (select 1 as "i" from dual) select "n"."i" from "n"',
    page: 'SELECT.html#subquery_factoring_clause',
  },
  'says minus for except': {
    query: (db) =>
      db.selectFrom('person').select('id').except(db.selectFrom('pet').select('owner_id as id')),
    sql: 'select "id" from "person" minus select "owner_id" as "id" from "pet"',
    page: 'The-UNION-ALL-INTERSECT-MINUS-Operators.html',
  },
  'locks rows': {
    query: (db) => db.selectFrom('person').select('id').forUpdate().skipLocked(),
    sql: 'select "id" from "person" for update skip locked',
    page: 'SELECT.html#for_update_clause',
  },
  'inserts a row': {
    query: (db) => db.insertInto('person').values({ name: 'Ada', born: null }),
    sql: 'insert into "person" ("name", "born") values (:1, :2)',
    parameters: ['Ada', null],
    page: 'INSERT.html',
  },
  'inserts several rows with one statement for each': {
    query: (db) =>
      db.insertInto('person').values([
        { id: 1, name: 'Ada' },
        { id: 2, name: 'Bob' },
      ]),
    sql: 'insert into "person" ("id", "name") values (:1, :2)',
    parameters: [new ColumnValues([1, 2]), new ColumnValues(['Ada', 'Bob'])],
    page: 'INSERT.html',
  },
  'returns columns of an insert into binds': {
    query: (db) => db.insertInto('person').values({ name: 'Ada' }).returning(['id', 'name as n']),
    sql: 'insert into "person" ("name") values (:1) returning "id", "name" into :2, :3',
    parameters: ['Ada', ...described('select "id", "name" as "n" from "person"', 'id', 'n')],
    page: 'INSERT.html#returning_clause',
    beyondGrammar: INTO,
  },
  'returns columns of an update into binds': {
    query: (db) =>
      db
        .updateTable('person as p')
        .set({ name: 'Eve' })
        .where('p.id', '=', 1)
        .returning(sql<string>`upper("name")`.as('loud')),
    sql: 'update "person" "p" set "name" = :1 where "p"."id" = :2 returning upper("name") into :3',
    parameters: [
      'Eve',
      1,
      ...described('select upper("name") as "loud" from "person" "p"', 'loud'),
    ],
    page: 'UPDATE.html#returning_clause',
    beyondGrammar: INTO,
  },
  'returns columns of a delete into binds': {
    query: (db) => db.deleteFrom('person').where('id', '=', 1).returning('id'),
    sql: 'delete from "person" where "id" = :1 returning "id" into :2',
    parameters: [1, ...described('select "id" from "person"', 'id')],
    page: 'DELETE.html#returning_clause',
    beyondGrammar: INTO,
  },
  'puts the condition of a merge in parentheses': {
    query: (db) =>
      db
        .mergeInto('person as p')
        .using('source as s', 's.id', 'p.id')
        .whenMatched()
        .thenUpdateSet('name', sql.ref('s.name'))
        .whenNotMatched()
        .thenInsertValues({ id: 1, name: 'Ada' }),
    sql:
      'merge into "person" "p" using "source" "s" on ("s"."id" = "p"."id") ' +
      'when matched then update set "name" = "s"."name" ' +
      'when not matched then insert ("id", "name") values (:1, :2)',
    parameters: [1, 'Ada'],
    page: 'MERGE.html',
  },
  'numbers a column before its constraints': {
    query: (db) =>
      db.schema
        .createTable('person')
        .addColumn('id', sql`number(10)`, (column) => column.primaryKey().autoIncrement())
        .addColumn('name', sql`varchar2(40 char)`, (column) => column.defaultTo('?').notNull()),
    sql: `create table "person" ("id" number(10) generated by default as identity primary key, "name" varchar2(40 char) default '?' not null)`,
    page: 'CREATE-TABLE.html',
  },
  'adds a column without the word': {
    query: (db) => db.schema.alterTable('person').addColumn('born', 'date'),
    sql: 'alter table "person" add "born" date',
    page: 'ALTER-TABLE.html',
  },
  'drops a table with its constraints': {
    query: (db) => db.schema.dropTable('person').cascade(),
    sql: 'drop table "person" cascade constraints',
    page: 'DROP-TABLE.html',
    beyondGrammar: 'the grammar knows `cascade` alone',
  },
  'writes booleans as numbers': {
    query: (db) => db.selectFrom('person').select('id').where('alive', '=', sql.lit(true)),
    sql: 'select "id" from "person" where "alive" = 1',
    page: 'Data-Types.html',
  },
}

describe('the SQL for Oracle', () => {
  beforeAll(() => init())

  it.each(Object.entries(cases))(
    '%s',
    (_name, { query, sql: expected, parameters = [], page, beyondGrammar }) => {
      const compiled = query(offline<Tables>()).compile()
      expect(compiled.sql, `${REFERENCE}/${page}`).toBe(expected)
      expect(compiled.parameters).toEqual(parameters)
      expect(accepts(compiled.sql), `the grammar: ${beyondGrammar ?? 'knows it'}`).toBe(
        beyondGrammar === undefined,
      )
    },
  )
})

describe('what Oracle cannot say', () => {
  it.each<readonly [string, (db: Kysely<Tables>) => Compilable, RegExp]>([
    ['returning *', (db) => db.deleteFrom('person').returningAll(), /name the columns/],
    [
      'an unnamed expression',
      (db) => db.deleteFrom('person').returning(sql`1` as never),
      /needs a name/,
    ],
    ['default values', (db) => db.insertInto('person').defaultValues(), /insert sql`default`/],
    [
      'a quotation mark in a name',
      (db) => db.selectFrom('person').select('a"b'),
      /no quotation mark/,
    ],
    ['NUL in a name', (db) => db.selectFrom('person').select('a\0b'), /no NUL/],
    [
      'rows that lack columns',
      (db) => db.insertInto('person').values([{ id: 1, name: 'a' }, { id: 2 }]),
      /a plain value for every column/,
    ],
    [
      'rows with expressions',
      (db) => db.insertInto('person').values([{ id: 1 }, { id: sql`s.nextval` }]),
      /one by one/,
    ],
  ])('refuses %s', (_name, query, message) => {
    expect(() => query(offline<Tables>()).compile()).toThrow(message)
  })
})

function accepts(text: string): boolean {
  try {
    return validate(text, 'oracle')
  } catch {
    return false
  }
}
