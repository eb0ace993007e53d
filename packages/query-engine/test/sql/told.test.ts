import { describe, it } from 'vitest'
import { createHooks, type HookRegistry } from '../../src/index.js'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

/** Hooks that are told rows and write elsewhere, as those of books are. */
function keepers(): HookRegistry {
  const hooks = createHooks()
  for (const event of ['items.create', 'items.update'] as const)
    hooks.within(event, () => undefined, { rows: true, writes: ['block'] })
  return hooks
}

// INSERT in WITH: https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING
// A locked query in FROM of UPDATE: https://www.postgresql.org/docs/current/sql-update.html
describe('statements whose rows hooks are told of', () => {
  it('create a row', async () => {
    const work = sent((session) => session.createJson('author', [{ name: 'a' }]), keepers())
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name")
        values (?)
        returning json_object('id', "id", 'name', cast("name" as text)) as j, "id" as "k0", cast("name" as text) as "k1"`,
      postgres: `insert into "public"."author" as "t0" ("name")
        values ($1)
        returning (select row_to_json(x.*)::text
        from (select "t0"."id" as "id", "t0"."name" as "name" ) as x) as j, "t0"."id" as "k0", "t0"."name" as "k1"`,
      mariadb: `insert into "shop"."author" ("name")
        values (?)
        returning json_object('id', "id", 'name', convert("name" using utf8mb4)) as j, "id" as "k0", convert("name" using utf8mb4) as "k1"`,
      mysql: `insert into "shop"."author" ("name")
        values (?)
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "shop"."author" as "t0"
        where "t0"."id" = ? for update
        --- select json_object('id', "t0"."id", 'name', "t0"."name") as j
        from "shop"."author" as "t0"
        where "t0"."id" = ? limit 1`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); insert into "dbo"."author" ("name")
        output 0, "inserted"."id" into @answers
        values (@1); select "a"."c0" as "k0"
        from @answers as a order by a.i
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "dbo"."author" as "t0" with (updlock, rowlock)
        where "t0"."id" = try_cast(@1 as bigint)
        --- select (select "t0"."id" as "id", "t0"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        where "t0"."id" = try_cast(@1 as bigint) order by (select null) offset 0 rows fetch next 1 rows only`,
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 for update
        --- select json_object('id' value "t0"."id", 'name' value "t0"."name" null on null
        returning clob) as "j"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 fetch next 1 rows only`,
      cockroachdb: `insert into "public"."author" as "t0" ("name")
        values ($1)
        returning json_build_object(cast('id' as text), "t0"."id", cast('name' as text), "t0"."name")::text as j, "t0"."id" as "k0", "t0"."name" as "k1"`,
    })
  })

  it('update a row', async () => {
    const work = sent(
      (session) => session.updateJson('author', { keys: [7] }, { name: 'a' }),
      keepers(),
    )
    await expectStatements(await work, {
      sqlite: `select "t0"."id" as "k0", cast("t0"."name" as text) as "k1"
        from "main"."author" as "t0"
        where "t0"."id" = ?
        --- update "main"."author" as "t0" set "name" = ?
        where "t0"."id" = ?
        returning json_object('id', "id", 'name', cast("name" as text)) as j, "id" as "k0", cast("name" as text) as "k1"`,
      postgres: `update "public"."author" as "t0" set "name" = $1
        from (select "t0"."id" as "p0", "t0"."id" as "b0", "t0"."name" as "b1"
        from "public"."author" as "t0"
        where "t0"."id" = $2::bigint for update) as was
        where "t0"."id" = "was"."p0"
        returning (select row_to_json(x.*)::text
        from (select "t0"."id" as "id", "t0"."name" as "name" ) as x) as j, "t0"."id" as "k0", "t0"."name" as "k1", "was"."b0", "was"."b1"`,
      mariadb: `select "t0"."id" as "k0", convert("t0"."name" using utf8mb4) as "k1"
        from "shop"."author" as "t0"
        where "t0"."id" = ? for update
        --- update "shop"."author" as "t0" set "name" = ?
        where "t0"."id" = ?
        --- select json_object('id', "id", 'name', convert("name" using utf8mb4)) as j, "id" as "k0", convert("name" using utf8mb4) as "k1"
        from "shop"."author"
        where "id" = ?`,
      mysql: `select "t0"."id" as "k0", "t0"."name" as "k1"
        from "shop"."author" as "t0"
        where "t0"."id" = ? for update
        --- update "shop"."author" set "name" = ?
        where "id" = ?
        --- select "t0"."id" as "k0"
        from "shop"."author" as "t0"
        where "t0"."id" = ? for update
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "shop"."author" as "t0"
        where "t0"."id" in (?, ?) for update
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "shop"."author" as "t0"
        where "t0"."id" in (?, ?) order by "t0"."id" limit 2`,
      mssql: `select "t0"."id" as "k0", "t0"."name" as "k1"
        from "dbo"."author" as "t0" with (updlock, rowlock)
        where "t0"."id" = try_cast(@1 as bigint)
        --- set nocount on; declare @answers table (i int, "c0" int); update "dbo"."author" set "name" = @1
        output 0, "inserted"."id" into @answers
        where "id" = try_cast(@2 as bigint); select "a"."c0" as "k0"
        from @answers as a order by a.i
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "dbo"."author" as "t0" with (updlock, rowlock)
        where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint))
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "dbo"."author" as "t0"
        where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint)) order by "t0"."id" offset 0 rows fetch next 2 rows only`,
      oracle: `select "t0"."id" as "k0", "t0"."name" as "k1"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 for update
        --- update "SHOP"."author" set "name" = :1
        where "id" = :2
        --- select "t0"."id" as "k0"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 for update
        --- select "t0"."id" as "k0", "t0"."name" as "k1"
        from "SHOP"."author" "t0"
        where "t0"."id" in (:1, :2) for update
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "SHOP"."author" "t0"
        where "t0"."id" in (:1, :2) order by "t0"."id" fetch next 2 rows only`,
      cockroachdb: `select "t0"."id" as "k0", "t0"."name" as "k1"
        from "public"."author" as "t0"
        where "t0"."id" = $1::bigint for update
        --- update "public"."author" as "t0" set "name" = $1
        where "t0"."id" = $2::bigint
        returning json_build_object(cast('id' as text), "t0"."id", cast('name' as text), "t0"."name")::text as j, "t0"."id" as "k0", "t0"."name" as "k1"`,
    })
  })
})

describe('rows whose keys nobody asks for', () => {
  it('are made with what they link to', async () => {
    const article = { title: 'b', author_id: { name: 'a' } }
    const work = sent((session) => session.create('article', [article], { keys: false }))
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name")
        values (?)
        returning "id" as "k0"
        --- insert into "main"."article" ("title", "author_id")
        values (?, ?)
        returning "id" as "k0"`,
      postgres: `with "linked" as (insert into "public"."author" ("name")
        values ($1)
        returning "id") insert into "public"."article" ("title", "author_id")
        values ($2, (select "id"
        from "linked"))`,
      mariadb: `begin not atomic insert into "shop"."author" ("name")
        values (?); insert into "shop"."article" ("title", "author_id")
        values (?, last_insert_id()); end`,
      mysql: `insert into "shop"."author" ("name")
        values (?)
        --- insert into "shop"."article" ("title", "author_id")
        values (?, ?)`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); insert into "dbo"."author" ("name")
        output 0, "inserted"."id" into @answers
        values (@1); select "a"."c0" as "k0"
        from @answers as a order by a.i
        --- set nocount on; declare @answers table (i int, "c0" int); insert into "dbo"."article" ("title", "author_id")
        output 0, "inserted"."id" into @answers
        values (@1, @2); select "a"."c0" as "k0"
        from @answers as a order by a.i`,
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2
        --- insert into "SHOP"."article" ("title", "author_id")
        values (:1, :2)
        returning "id" into :3`,
      cockroachdb: `insert into "public"."author" ("name")
        values ($1)
        returning "id" as "k0"
        --- insert into "public"."article" ("title", "author_id")
        values ($1, $2)
        returning "id" as "k0"`,
    })
  })

  it('are made alone', async () => {
    const work = sent((session) => session.create('author', [{ name: 'a' }], { keys: false }))
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name") values (?)`,
      postgres: `insert into "public"."author" ("name") values ($1)`,
      mariadb: `insert into "shop"."author" ("name") values (?)`,
      mysql: `insert into "shop"."author" ("name") values (?)`,
      mssql: `insert into "dbo"."author" ("name") values (@1)`,
      oracle: `insert into "SHOP"."author" ("name") values (:1)`,
      cockroachdb: `insert into "public"."author" ("name") values ($1)`,
    })
  })

  it('are made as one text where they are many', async () => {
    const authors = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }))
    const work = sent((session) => session.create('author', authors, { keys: false }))
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name") select e.value ->> 'c0'
        from json_each(?) as e
        where true
        returning "id" as "k0"`,
      postgres: `insert into "public"."author" ("name") select "r"."c0"
        from json_to_recordset($1) as r("c0" text)
        returning "id" as "k0"`,
      mariadb: `insert into "shop"."author" ("name") select "c0"
        from json_table(?, '$[*]' columns ("c0" longtext character set utf8mb4 path '$.c0')) as r
        returning "id" as "k0"`,
      mysql: `insert into "shop"."author" ("name")
        values (?), (?), (?), (?), (?)
        --- select @@session.auto_increment_increment as step`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); merge into "dbo"."author" as t using (values (0, cast(@1 as nvarchar(max))), (1, cast(@2 as nvarchar(max))), (2, cast(@3 as nvarchar(max))), (3, cast(@4 as nvarchar(max))), (4, cast(@5 as nvarchar(max)))) as s (i, "v0") on 1 = 0 when not matched then insert ("name")
        values ("s"."v0")
        output s.i, "inserted"."id" into @answers; select "a"."c0" as "k0"
        from @answers as a order by a.i`,
      oracle: `insert into "SHOP"."author" ("name") values (:1) returning "id" into :2`,
      cockroachdb: `insert into "public"."author" ("name")
        values ($1), ($2), ($3), ($4), ($5)
        returning "id" as "k0"`,
    })
  })
})
