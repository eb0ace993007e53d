import { describe, it } from 'vitest'
import { sent } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

// A subquery in RETURNING: https://www.postgresql.org/docs/current/dml-returning.html
// columns of the row alone: https://www.sqlite.org/lang_returning.html https://mariadb.com/kb/en/insertreturning/
// no subquery is promised: https://www.cockroachlabs.com/docs/stable/insert
// MySQL has no RETURNING, MariaDB none for UPDATE: https://mariadb.com/kb/en/update/
// Where the statement cannot answer JSON (MySQL, SQL Server, Oracle) the row is read back.
describe('statements that write and answer', () => {
  it('answers a row that it creates', async () => {
    const work = sent((session) => session.createJson('author', [{ name: 'a' }]))
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name")
        values (?)
        returning json_object('id', "id", 'name', cast("name" as text)) as j`,
      postgres: `insert into "public"."author" as "t0" ("name")
        values ($1)
        returning (select row_to_json(x.*)::text from (select "t0"."id" as "id", "t0"."name" as "name" ) as x) as j`,
      mariadb: `insert into "shop"."author" ("name")
        values (?)
        returning json_object('id', "id", 'name', convert("name" using utf8mb4)) as j`,
      mysql: `insert into "shop"."author" ("name")
        values (?)
        --- select json_object('id', "t0"."id", 'name', "t0"."name") as j
        from "shop"."author" as "t0"
        where "t0"."id" = ? limit 1`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); insert into "dbo"."author" ("name")
        output 0, "inserted"."id" into @answers
        values (@1); select "a"."c0" as "k0" from @answers as a order by a.i
        --- select (select "t0"."id" as "id", "t0"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t0"
        where "t0"."id" = try_cast(@1 as bigint) order by (select null) offset 0 rows fetch next 1 rows only`,
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2
        --- select json_object('id' value "t0"."id", 'name' value "t0"."name" null on null
        returning clob) as "j"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 fetch next 1 rows only`,
      cockroachdb: `insert into "public"."author" as "t0" ("name")
        values ($1)
        returning json_build_object(cast('id' as text), "t0"."id", cast('name' as text), "t0"."name")::text as j`,
    })
  })

  it('answers what a row that it creates leads to', async () => {
    const work = sent((session) =>
      session.createJson('article', [{ title: 'a' }], { fields: ['title', 'author_id.name'] }),
    )
    await expectStatements(await work, {
      sqlite: `insert into "main"."article" ("title")
        values (?)
        returning "id" as "k0"
        --- select json_object('title', cast("t0"."title" as text), 'author_id', json((select json_object('name', cast("t1"."name" as text))
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id"))) as j
        from "main"."article" as "t0"
        where "t0"."id" = ? limit 1`,
      postgres: `insert into "public"."article" as "t0" ("title")
        values ($1)
        returning (select row_to_json(x.*)::text from (select "t0"."title" as "title", "t1j"."j" as "author_id" from (values (1)) as w left join lateral (select row_to_json(x.*) as j from (select "t1"."name" as "name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as x) as "t1j" on true) as x) as j`,
      mariadb: `insert into "shop"."article" ("title")
        values (?)
        returning "id" as "k0"
        --- select json_object('title', convert("t0"."title" using utf8mb4), 'author_id', (select json_object('name', convert("t1"."name" using utf8mb4))
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        where "t0"."id" = ? limit 1`,
      mysql: `insert into "shop"."article" ("title")
        values (?)
        --- select json_object('title', "t0"."title", 'author_id', (select json_object('name', "t1"."name")
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        where "t0"."id" = ? limit 1`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); insert into "dbo"."article" ("title")
        output 0, "inserted"."id" into @answers
        values (@1); select "a"."c0" as "k0" from @answers as a order by a.i
        --- select (select "t0"."title" as "title", json_query("t1j"."j") as "author_id" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."article" as "t0" outer apply (select (select "t1"."name" as "name" for json path, include_null_values, without_array_wrapper) as j
        from "dbo"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j"
        where "t0"."id" = try_cast(@1 as bigint) order by (select null) offset 0 rows fetch next 1 rows only`,
      oracle: `insert into "SHOP"."article" ("title")
        values (:1)
        returning "id" into :2
        --- select json_object('title' value "t0"."title", 'author_id' value "t1j"."j" format json null on null
        returning clob) as "j"
        from "SHOP"."article" "t0" outer apply (select json_object('name' value "t1"."name" null on null
        returning clob) as "j"
        from "SHOP"."author" "t1"
        where "t1"."id" = "t0"."author_id") "t1j"
        where "t0"."id" = :1 fetch next 1 rows only`,
      cockroachdb: `insert into "public"."article" ("title")
        values ($1)
        returning "id" as "k0"
        --- select json_build_object(cast('title' as text), "t0"."title", cast('author_id' as text), "t1j"."j")::text as j
        from "public"."article" as "t0" left join lateral (select json_build_object(cast('name' as text), "t1"."name") as j
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as "t1j" on true
        where "t0"."id" = $1::bigint limit 1`,
    })
  })

  it('answers many rows that it creates', async () => {
    const work = sent((session) => session.createJson('author', [{ name: 'a' }, { name: 'b' }]))
    await expectStatements(await work, {
      sqlite: `insert into "main"."author" ("name") select e.value ->> 'c0' from json_each(?) as e
        where true
        returning json_object('id', "id", 'name', cast("name" as text)) as j`,
      postgres: `with w as (insert into "public"."author" as "t0" ("name") select "r"."c0" from json_to_recordset($1) as r("c0" text)
        returning (select row_to_json(x.*)::text from (select "t0"."id" as "id", "t0"."name" as "name" ) as x) as j)
        select string_agg(w.j, ',') as j from w`,
      mariadb: `insert into "shop"."author" ("name") select "c0" from json_table(?, '$[*]' columns ("c0" longtext character set utf8mb4 path '$.c0')) as r
        returning json_object('id', "id", 'name', convert("name" using utf8mb4)) as j`,
      mysql: `insert into "shop"."author" ("name")
        values (?), (?)
        --- select @@session.auto_increment_increment as step
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "shop"."author" as "t0"
        where "t0"."id" in (?, ?) order by "t0"."id" limit 2`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); merge into "dbo"."author" as t using (values (0, cast(@1 as nvarchar(max))), (1, cast(@2 as nvarchar(max)))) as s (i, "v0") on 1 = 0 when not matched then insert ("name")
        values ("s"."v0")
        output s.i, "inserted"."id" into @answers; select "a"."c0" as "k0" from @answers as a order by a.i
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "dbo"."author" as "t0"
        where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint)) order by "t0"."id" offset 0 rows fetch next 2 rows only`,
      oracle: `insert into "SHOP"."author" ("name")
        values (:1)
        returning "id" into :2
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "SHOP"."author" "t0"
        where "t0"."id" in (:1, :2) order by "t0"."id" fetch next 2 rows only`,
      cockroachdb: `insert into "public"."author" ("name")
        values ($1), ($2)
        returning "id" as "k0"
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "public"."author" as "t0"
        where "t0"."id" in ($1::bigint, $2::bigint) order by "t0"."id" limit 2`,
    })
  })

  it('answers a row that it updates', async () => {
    const work = sent((session) => session.updateJson('author', { keys: [7] }, { name: 'a' }))
    await expectStatements(await work, {
      sqlite: `update "main"."author" as "t0" set "name" = ?
        where "t0"."id" = ?
        returning json_object('id', "id", 'name', cast("name" as text)) as j`,
      postgres: `update "public"."author" as "t0" set "name" = $1
        where "t0"."id" = $2::bigint
        returning (select row_to_json(x.*)::text from (select "t0"."id" as "id", "t0"."name" as "name" ) as x) as j`,
      mariadb: `update "shop"."author" as "t0" set "name" = ?
        where "t0"."id" = ?
        --- select json_object('id', "t0"."id", 'name', convert("t0"."name" using utf8mb4)) as j
        from "shop"."author" as "t0"
        where "t0"."id" = ? limit 1`,
      mysql: `update "shop"."author" as "t0" set "name" = ?
        where "t0"."id" = ?
        --- select json_object('id', "t0"."id", 'name', "t0"."name") as j
        from "shop"."author" as "t0"
        where "t0"."id" = ? limit 1`,
      mssql: `set nocount on; declare @answers table (i int, "c0" int); update "dbo"."author" set "name" = @1
        output 0, "inserted"."id" into @answers
        where "id" = try_cast(@2 as bigint); select "a"."c0" as "k0" from @answers as a order by a.i
        --- select "t0"."id" as "c0", "t0"."name" as "c1", "t0"."id" as "c2"
        from "dbo"."author" as "t0"
        where "t0"."id" in (try_cast(@1 as bigint), try_cast(@2 as bigint)) order by "t0"."id" offset 0 rows fetch next 2 rows only`,
      oracle: `update "SHOP"."author" "t0" set "name" = :1
        where "t0"."id" = :2
        --- select json_object('id' value "t0"."id", 'name' value "t0"."name" null on null
        returning clob) as "j"
        from "SHOP"."author" "t0"
        where "t0"."id" = :1 fetch next 1 rows only`,
      cockroachdb: `update "public"."author" as "t0" set "name" = $1
        where "t0"."id" = $2::bigint
        returning json_build_object(cast('id' as text), "t0"."id", cast('name' as text), "t0"."name")::text as j`,
    })
  })
})
