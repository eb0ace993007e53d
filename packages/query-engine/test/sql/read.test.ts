import { describe, expect, it } from 'vitest'
import { type DryDialect, statements } from '../support/dry.js'

/** What a vendor is sent; line breaks are for the reader, and MariaDB quotes with backticks. */
type Expected = Readonly<Record<DryDialect, string>>

function expectStatements(sent: Expected, expected: Expected): void {
  const line = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
  expect(sent).toEqual({
    sqlite: line(expected.sqlite),
    postgres: line(expected.postgres),
    mariadb: line(expected.mariadb).replaceAll('"', '`'),
  })
}

// JSON texts of rows: https://www.sqlite.org/json1.html#jobj
// https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-JSON-CREATION-TABLE
// https://mariadb.com/kb/en/json_object/
describe('statements for rows', () => {
  it('puts every type in wire form', () => {
    expectStatements(
      statements('article', {
        fields: ['id', 'title', 'price', 'made', 'meta'],
        limit: 5,
        offset: 2,
      }),
      {
        sqlite: `select json_object(?, "t0"."id", ?, cast("t0"."title" as text), ?, case typeof("t0"."price") when 'real' then printf('%.2f', "t0"."price") when 'integer' then printf('%.2f', "t0"."price") else "t0"."price" end, ?, case when typeof("t0"."made") in ('integer', 'real') then strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made" / 1000.0, 'unixepoch') else coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', "t0"."made"), "t0"."made") end, ?, json(iif(json_valid("t0"."meta"), "t0"."meta", json_quote("t0"."meta")))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", "t0"."title" as "title", "t0"."price"::text as "price", to_char("t0"."made" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "made", "t0"."meta" as "meta"
        from "public"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2) as x`,
        mariadb: `select json_object(?, "t0"."id", ?, "t0"."title", ?, cast("t0"."price" as char), ?, concat(left(date_format("t0"."made", '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z'), ?, json_compact("t0"."meta")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 5 offset 2`,
      },
    )
  })

  it('names one row by its key', () => {
    expectStatements(statements('article', { fields: ['id'] }, { keys: [7] }), {
      sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where "t0"."id" = ?
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where "t0"."id" = $1::bigint
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where "t0"."id" = ?
        order by "t0"."id"
        limit 1`,
    })
  })

  it('counts beside the page', () => {
    expectStatements(
      statements(
        'article',
        { fields: ['id'], filter: { id: { _gt: 1 } }, limit: 1 },
        { meta: ['total_count', 'filter_count'] },
      ),
      {
        sqlite: `select m.*, r.*
        from (select (select count(*)
        from "main"."article" as "t1") as "total_count", (select count(*)
        from "main"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object(?, "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "main"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
        postgres: `select m.*, r.*
        from (select (select count(*)
        from "public"."article" as "t1") as "total_count", (select count(*)
        from "public"."article" as "t2"
        where "t2"."id" > $1::bigint) as "filter_count") as m
        left join (select row_to_json(x.*)::text as j, row_number() over () as o
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where "t0"."id" > $2::bigint
        order by "t0"."id"
        limit 1) as x) as r on 1 = 1
        order by r.o`,
        mariadb: `select m.*, r.*
        from (select (select count(*)
        from "shop"."article" as "t1") as "total_count", (select count(*)
        from "shop"."article" as "t2"
        where "t2"."id" > ?) as "filter_count") as m
        left join (select json_object(?, "t0"."id") as j, row_number() over (order by "t0"."id") as o
        from "shop"."article" as "t0"
        where "t0"."id" > ?
        order by "t0"."id"
        limit 1) as r on 1 = 1
        order by r.o`,
      },
    )
  })
})

// LATERAL on PostgreSQL: https://www.postgresql.org/docs/current/queries-table-expressions.html#QUERIES-LATERAL
// order and limit within an aggregate on MariaDB: https://mariadb.com/kb/en/json_arrayagg/
describe('statements for relations', () => {
  it('joins a to-one', () => {
    expectStatements(statements('article', { fields: ['id', 'author_id.name'], limit: 1 }), {
      sqlite: `select json_object(?, "t0"."id", ?, json((select json_object(?, cast("t1"."name" as text))
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id"))) as j
        from "main"."article" as "t0"
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", "t1j"."j" as "author_id"
        from "public"."article" as "t0"
        left join lateral (select row_to_json(x.*) as j
        from (select "t1"."name" as "name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") as x) as "t1j" on true
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id", ?, (select json_object(?, "t1"."name")
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id")) as j
        from "shop"."article" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })

  it('aggregates a to-many, sorted and limited', () => {
    expectStatements(
      statements('author', {
        fields: ['id', 'article.title'],
        deep: { article: { _limit: 2, _sort: ['-price'], _filter: { title: { _nnull: true } } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id", ?, json((select json_group_array(json_object(?, "d"."c0"))
        from (select cast("t1"."title" as text) as "c0"
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc nulls first, "t1"."id"
        limit 2) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id", (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "t1"."title" as "title"
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)
        order by "t1"."price" desc, "t1"."id"
        limit 2) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id", ?, coalesce((select json_arrayagg(json_object(?, "t1"."title")
        order by "t1"."price" is not null, "t1"."price" desc, "t1"."id"
        limit 2)
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" is not null)), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('lists the keys of a to-many', () => {
    expectStatements(statements('author', { fields: ['article'], limit: 1 }), {
      sqlite: `select json_object(?, json((select json_group_array("d"."c0")
        from (select "t1"."id" as "c0"
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select (select coalesce(json_agg(x.k), '[]')
        from (select "t1"."id" as "k"
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"
        order by "t1"."id"
        limit 100) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, coalesce((select json_arrayagg("t1"."id"
        order by "t1"."id"
        limit 100)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })

  it('takes the branch of a many-to-any', () => {
    expectStatements(
      statements('block', { fields: ['item:article.title', 'item:author.name'], limit: 1 }),
      {
        sqlite: `select json_object(?, json(coalesce((select json_object(?, cast("t1"."title" as text))
        from "main"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = cast("t0"."item" as integer))
        limit 1), (select json_object(?, cast("t2"."name" as text))
        from "main"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = cast("t0"."item" as integer))
        limit 1)))) as j
        from "main"."block" as "t0"
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select coalesce("t1j"."j", "t2j"."j") as "item"
        from "public"."block" as "t0"
        left join lateral (select row_to_json(x.*) as j
        from (select "t1"."title" as "title"
        from "public"."article" as "t1"
        where ("t0"."collection" = $1 and "t1"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
        limit 1) as x) as "t1j" on true
        left join lateral (select row_to_json(x.*) as j
        from (select "t2"."name" as "name"
        from "public"."author" as "t2"
        where ("t0"."collection" = $2 and "t2"."id" = case when "t0"."item"::text ~ '^-?[0-9]{1,18}$' then "t0"."item"::text::bigint end)
        limit 1) as x) as "t2j" on true
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, coalesce((select json_object(?, "t1"."title")
        from "shop"."article" as "t1"
        where ("t0"."collection" = ? and "t1"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1), (select json_object(?, "t2"."name")
        from "shop"."author" as "t2"
        where ("t0"."collection" = ? and "t2"."id" = if("t0"."item" regexp '^-?[0-9]{1,18}$', cast("t0"."item" as signed), null))
        limit 1))) as j
        from "shop"."block" as "t0"
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('counts a to-many', () => {
    expectStatements(statements('author', { fields: ['count(article)'], limit: 1 }), {
      sqlite: `select json_object(?, cast((select count(*)
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as text)) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select ((select count(*)
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id"))::text as "article_count"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, cast((select count(*)
        from "shop"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as char)) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
    })
  })
})

// Exact text on MariaDB: https://mariadb.com/kb/en/supported-character-sets-and-collations/
// GLOB on SQLite: https://www.sqlite.org/lang_expr.html
describe('statements for filters', () => {
  it('asks whether there is a related row', () => {
    expectStatements(
      statements('author', {
        fields: ['id'],
        filter: { article: { title: { _eq: 'a' } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = ?))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."title" = $1))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and ("t1"."title" = ? and convert("t1"."title" using utf8mb4) collate utf8mb4_nopad_bin = ?)))
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('asks whether there is none', () => {
    expectStatements(
      statements('author', {
        fields: ['id'],
        filter: { article: { _none: { price: { _gt: 5 } } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where not exists (select 1
        from "main"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > ?))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where not exists (select 1
        from "public"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > $1))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where not exists (select 1
        from "shop"."article" as "t1"
        where ("t1"."author_id" = "t0"."id" and "t1"."price" > cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('compares text exactly, and whatever its case', () => {
    expectStatements(
      statements('author', {
        fields: ['id'],
        filter: {
          _or: [
            { name: { _contains: 'a' } },
            { name: { _icontains: 'a' } },
            { name: { _in: ['a', 'b'] } },
          ],
        },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."author" as "t0"
        where (instr("t0"."name", ?) > 0 or ("t0"."name" glob ? or "t0"."name" in (?, ?)))
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."author" as "t0"
        where ("t0"."name" like $1 or ("t0"."name" ilike $2 or "t0"."name" in ($3, $4)))
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."author" as "t0"
        where (convert("t0"."name" using utf8mb4) collate utf8mb4_bin like ? or (lower(convert("t0"."name" using utf8mb4)) collate utf8mb4_bin like lower(?) or ("t0"."name" in (?, ?) and convert("t0"."name" using utf8mb4) collate utf8mb4_nopad_bin in (?, ?))))
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('looks into JSON', () => {
    expectStatements(
      statements('article', {
        fields: ['id'],
        filter: { meta: { _json: { a: { _gt: 1 }, b: { _eq: 'x' } } } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where (case when json_valid("t0"."meta") then iif(json_type("t0"."meta", ?) in ('integer', 'real'), "t0"."meta" ->> ?, null) end > ? and case when json_valid("t0"."meta") then case json_type("t0"."meta", ?) when 'true' then 'true' when 'false' then 'false' else cast("t0"."meta" ->> ? as text) end end = ?)
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where (case when json_typeof("t0"."meta"::json #> array[$1::text]) = 'number' then ("t0"."meta"::json #>> array[$2::text])::numeric end > $3 and ("t0"."meta"::json #>> array[$4::text]) = $5)
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where (case when json_type(json_extract("t0"."meta", ?)) in ('INTEGER', 'DOUBLE', 'DECIMAL') then cast(json_extract("t0"."meta", ?) as double) end > ? and case when json_type(json_extract("t0"."meta", ?)) in ('OBJECT', 'ARRAY') then json_compact(json_extract("t0"."meta", ?)) when json_type(json_extract("t0"."meta", ?)) <> 'NULL' then json_unquote(json_extract("t0"."meta", ?)) end = ?)
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('searches every column that can hold the term', () => {
    expectStatements(statements('article', { fields: ['id'], search: '5', limit: 1 }), {
      sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        where (("t0"."id" = ? or "t0"."title" glob ?) or ("t0"."author_id" = ? or "t0"."price" = ?))
        order by "t0"."id"
        limit 1`,
      postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        where (("t0"."id" = $1::bigint or "t0"."title" ilike $2) or ("t0"."author_id" = $3::bigint or "t0"."price" = $4))
        order by "t0"."id"
        limit 1) as x`,
      mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        where (("t0"."id" = ? or lower(convert("t0"."title" using utf8mb4)) collate utf8mb4_bin like lower(?)) or ("t0"."author_id" = ? or "t0"."price" = cast(? as decimal(65, 20))))
        order by "t0"."id"
        limit 1`,
    })
  })
})

// NULLS LAST on SQLite: https://www.sqlite.org/lang_select.html#orderby
// ISO weeks: https://mariadb.com/kb/en/week/
describe('statements for sort, functions and groups', () => {
  it('sorts NULLs last ascending, first descending', () => {
    expectStatements(
      statements('article', { fields: ['id'], sort: ['-author_id.name', 'price'], limit: 1 }),
      {
        sqlite: `select json_object(?, "t0"."id") as j
        from "main"."article" as "t0"
        order by (select "t1"."name"
        from "main"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc nulls first, "t0"."price" nulls last, "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "t0"."id" as "id"
        from "public"."article" as "t0"
        order by (select "t1"."name"
        from "public"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price", "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, "t0"."id") as j
        from "shop"."article" as "t0"
        order by (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") is not null, (select "t1"."name"
        from "shop"."author" as "t1"
        where "t1"."id" = "t0"."author_id") desc, "t0"."price" is null, "t0"."price", "t0"."id"
        limit 1`,
      },
    )
  })

  it('applies functions', () => {
    expectStatements(
      statements('article', {
        fields: ['year(made)', 'count(meta)', 'json(meta, a.b[0])'],
        filter: { 'week(made)': { _eq: 1 } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, cast(cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%Y', "t0"."made" / 1000.0, 'unixepoch') else strftime('%Y', "t0"."made") end as integer) as text), ?, case when json_valid("t0"."meta") and json_type("t0"."meta") = 'array' then json_array_length("t0"."meta") when "t0"."meta" is not null then 0 end, ?, json(case when json_valid("t0"."meta") then "t0"."meta" -> ? end)) as j
        from "main"."article" as "t0"
        where cast(case when typeof("t0"."made") in ('integer', 'real') then strftime('%V', "t0"."made" / 1000.0, 'unixepoch') else strftime('%V', "t0"."made") end as integer) = ?
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select (extract(year
        from ("t0"."made" at time zone 'UTC'))::int)::text as "made_year", case when json_typeof("t0"."meta"::json) = 'array' then json_array_length("t0"."meta"::json) when "t0"."meta" is not null then 0 end as "meta_count", ("t0"."meta"::json #> array[$1::text, $2::text, $3::text]) as "meta_a_b_0_json"
        from "public"."article" as "t0"
        where extract(week
        from ("t0"."made" at time zone 'UTC'))::int = $4::bigint
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, cast(year("t0"."made") as char), ?, case when json_type("t0"."meta") = 'ARRAY' then json_length("t0"."meta") when "t0"."meta" is not null then 0 end, ?, json_extract("t0"."meta", ?)) as j
        from "shop"."article" as "t0"
        where week("t0"."made", 3) = ?
        order by "t0"."id"
        limit 1`,
      },
    )
  })

  it('aggregates everything', () => {
    expectStatements(
      statements('article', { aggregate: { count: ['*'], sum: ['price'], avg: ['price'] } }),
      {
        sqlite: `select json_object(?, cast(count(*) as text), ?, json(json_object(?, case typeof(sum(cast("t0"."price" as real))) when 'real' then printf('%.2f', sum(cast("t0"."price" as real))) when 'integer' then printf('%.2f', sum(cast("t0"."price" as real))) else sum(cast("t0"."price" as real)) end)), ?, json(json_object(?, iif(avg(cast("t0"."price" as real)) is null, null, printf('%.16f', avg(cast("t0"."price" as real))))))) as j
        from "main"."article" as "t0"`,
        postgres: `select row_to_json(x.*)::text as j
        from (select (count(*))::text as "count", json_build_object(cast($1 as text), (sum("t0"."price"))::text) as "sum", json_build_object(cast($2 as text), (avg("t0"."price"))::text) as "avg"
        from "public"."article" as "t0") as x`,
        mariadb: `select json_object(?, cast(count(*) as char), ?, json_object(?, cast(sum("t0"."price") as char)), ?, json_object(?, cast(cast(avg(cast("t0"."price" as decimal(49, 16))) as decimal(65, 16)) as char))) as j
        from "shop"."article" as "t0"`,
      },
    )
  })

  it('groups rows, each expression written once', () => {
    expectStatements(
      statements('article', {
        aggregate: { count: ['*'] },
        groupBy: ['author_id'],
        sort: ['-count'],
        limit: 3,
      }),
      {
        sqlite: `select json_object(?, "b"."g0", ?, cast("b"."r0" as text)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "main"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc nulls first
        limit 3`,
        postgres: `select row_to_json(x.*)::text as j
        from (select "b"."g0" as "author_id", ("b"."r0")::text as "count"
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "public"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" desc
        limit 3) as x`,
        mariadb: `select json_object(?, "b"."g0", ?, cast("b"."r0" as char)) as j
        from (select "v"."g0", count(*) as "r0"
        from (select "t0"."author_id" as "g0"
        from "shop"."article" as "t0") as v
        group by "v"."g0") as b
        order by "b"."r0" is not null, "b"."r0" desc
        limit 3`,
      },
    )
  })

  it('groups the rows of each parent', () => {
    expectStatements(
      statements('author', {
        fields: ['article'],
        deep: { article: { _aggregate: { max: ['price'] }, _groupBy: ['title'] } },
        limit: 1,
      }),
      {
        sqlite: `select json_object(?, json((select json_group_array(json_object(?, "d"."c0", ?, json("d"."c1")))
        from (select cast("b"."g0" as text) as "c0", json_object(?, case typeof("b"."r0") when 'real' then printf('%.2f', "b"."r0") when 'integer' then printf('%.2f', "b"."r0") else "b"."r0" end) as "c1"
        from (select "v"."g0", max("v"."a0") as "r0"
        from (select "t1"."title" as "g0", "t1"."price" as "a0"
        from "main"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as v
        group by "v"."g0") as b
        order by "b"."g0" nulls last
        limit 100) as d))) as j
        from "main"."author" as "t0"
        order by "t0"."id"
        limit 1`,
        postgres: `select row_to_json(x.*)::text as j
        from (select (select coalesce(json_agg(row_to_json(x.*)), '[]')
        from (select "b"."g0" as "title", json_build_object(cast($1 as text), "b"."r0"::text) as "max"
        from (select "v"."g0", max("v"."a0") as "r0"
        from (select "t1"."title" as "g0", "t1"."price" as "a0"
        from "public"."article" as "t1"
        where "t1"."author_id" = "t0"."id") as v
        group by "v"."g0") as b
        order by "b"."g0"
        limit 100) as x) as "article"
        from "public"."author" as "t0"
        order by "t0"."id"
        limit 1) as x`,
        mariadb: `select json_object(?, coalesce((select json_arrayagg(json_object(?, "b"."g0", ?, json_object(?, cast("b"."r0" as char)))
        order by "b"."g0" is null, "b"."g0"
        limit 100)
        from (select "v"."g0", "v"."k0", max("v"."a0") as "r0"
        from (select convert("t1"."title" using utf8mb4) collate utf8mb4_nopad_bin as "g0", "t1"."price" as "a0", "t1"."author_id" as "k0"
        from "shop"."article" as "t1") as v
        group by "v"."g0", "v"."k0") as b
        where "b"."k0" = "t0"."id"), json_array())) as j
        from "shop"."author" as "t0"
        order by "t0"."id"
        limit 1`,
      },
    )
  })
})
