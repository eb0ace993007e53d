import { it } from 'vitest'
import type { LinkedReadOptions } from '../../src/execute/read-rows.js'
import { statements } from '../support/dry.js'
import { expectStatements } from '../support/expect-statements.js'

it('numbers the rows of each link from another database, for a page of each', async () => {
  const options: LinkedReadOptions = {
    linked: {
      relationship: {
        name: 'articles',
        cardinality: 'one-to-many',
        target: 'article',
        columns: [['id', 'author_id']],
        source: 'declared',
        where: null,
        traits: {},
      },
      keys: [[1], [2]],
    },
  }
  const query = { fields: ['title'], sort: ['-id'], limit: 2, offset: 1 }
  await expectStatements(statements('article', query, options), {
    // https://www.sqlite.org/windowfunctions.html
    sqlite: `select cast("t0"."title" as text) as "c0", json_object('0', "t0"."author_id") as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "main"."article" as "t0"
        where "t0"."author_id" in (?, ?)) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
    // https://www.postgresql.org/docs/current/functions-window.html
    postgres: `select "t0"."title" as "c0", (json_build_object(cast('0' as text), "t0"."author_id"))::text as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "public"."article" as "t0"
        where "t0"."author_id" in ($1::bigint, $2::bigint)) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
    // https://mariadb.com/kb/en/row_number/
    mariadb: `select convert("t0"."title" using utf8mb4) as "c0", json_object('0', "t0"."author_id") as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "shop"."article" as "t0"
        where "t0"."author_id" in (?, ?)) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
    // https://dev.mysql.com/doc/refman/8.4/en/window-function-descriptions.html
    mysql: `select "t0"."title" as "c0", json_object('0', "t0"."author_id") as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "shop"."article" as "t0"
        where "t0"."author_id" in (?, ?)) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
    // https://learn.microsoft.com/sql/t-sql/functions/row-number-transact-sql
    mssql: `select "t0"."title" as "c0", json_modify(cast(@1 as nvarchar(max)), @2, "t0"."author_id") as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "dbo"."article" as "t0"
        where "t0"."author_id" in (try_cast(@3 as bigint), try_cast(@4 as bigint))) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc
        offset 0 rows`,
    // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/ROW_NUMBER.html
    oracle: `select "t0"."title" as "c0", json_object('0' value "t0"."author_id" null on null returning clob) as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "SHOP"."article" "t0"
        where "t0"."author_id" in (:1, :2)) "t0"
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
    // https://www.cockroachlabs.com/docs/stable/window-functions
    cockroachdb: `select "t0"."title" as "c0", (json_build_object(cast('0' as text), "t0"."author_id"))::text as "c1"
        from (select "t0"."id", "t0"."title", "t0"."author_id", "t0"."price", "t0"."made", "t0"."meta", row_number() over (partition by "t0"."author_id" order by "t0"."id" desc) as "link_row"
        from "public"."article" as "t0"
        where "t0"."author_id" in ($1::bigint, $2::bigint)) as t0
        where "t0"."link_row" > 1 and "t0"."link_row" <= 3
        order by "t0"."id" desc`,
  })
})
