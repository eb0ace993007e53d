import { expect, it } from 'vitest'
import { attachedTable } from './named-table.js'

it.each([
  ['select "id" from "relvar"."users" as "t0"', '"relvar"."users"'],
  ['insert into "other"."a ""b""" values (?)', '"other"."a ""b"""'],
  ['select 1 from "relvar"."users" join "main"."orders"', null],
  ['select 1 from "relvar"."users" join Main.orders', null],
  ['select "id" from "orders"', null],
  ['select "relvar".id from relvar', null],
  ['commit', null],
])('finds the attached table of %s', (sql, table) => {
  expect(attachedTable(sql, ['relvar', 'other'])).toBe(table)
})
