import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { portableExpression } from './portable-expression.js'

const COLUMNS = [
  { name: 'price', type: 'decimal' },
  { name: 'Sale Price', type: 'float' },
  { name: 'email', type: 'string' },
  { name: 'active', type: 'boolean' },
  { name: 'from_day', type: 'date' },
  { name: 'to_day', type: 'date' },
]

type Case = readonly [
  from: DialectName,
  expression: string,
  to: DialectName,
  carried: string | null,
]

describe('a condition of another vendor', () => {
  it.each<Case>([
    ['mariadb', '`price` >= 0', 'postgres', '"price" >= 0'],
    [
      'sqlite',
      'PRICE > 0 and [Sale Price] <= price',
      'mssql',
      '"price" > 0 and "Sale Price" <= "price"',
    ],
    ['postgres', "email::text <> ''::text", 'mysql', "`email` <> ''"],
    ['sqlite', "email in ('a', 'it''s')", 'mssql', `"email" in (N'a', N'it''s')`],
    ['sqlite', "email like '%@%'", 'postgres', `"email" like '%@%'`],
    ['sqlite', 'from_day < to_day', 'oracle', '"from_day" < "to_day"'],
    ['postgres', 'length((email)::text) < 9', 'mariadb', 'char_length((`email`)) < 9'],
    ['mysql', 'char_length(`email`) < 9', 'oracle', 'length("email") < 9'],
  ])('of %s, %s, is on %s %s', (from, expression, to, carried) => {
    expect(portableExpression(expression, COLUMNS, { from, to })).toBe(carried)
  })

  it.each<readonly [string, DialectName, string, DialectName]>([
    ['a boolean is a number there, and a word here', 'sqlite', 'active in (0, 1)', 'postgres'],
    ['letters of a pattern are alike in any case there', 'sqlite', "email like 'A%'", 'postgres'],
    ['brackets of a pattern mean something here', 'sqlite', "email like '[%'", 'mssql'],
    ['a pattern is not told', 'sqlite', 'email like lower(email)', 'postgres'],
    ['it counts bytes there', 'mysql', 'length(`email`) < 9', 'postgres'],
    ['it leaves blanks out here', 'postgres', 'length(email) < 9', 'mssql'],
    ['it puts texts together there', 'mssql', "[email]+'x' <> 'x'", 'postgres'],
    ['a slash divides whole numbers in two ways', 'sqlite', 'price / 2 > 1', 'mariadb'],
    ['only one vendor has the function', 'postgres', 'now() > from_day', 'sqlite'],
    ['a backslash is one there alone', 'mariadb', "`email` <> '\\n'", 'postgres'],
    ['nobody knows the column', 'sqlite', 'cost > 0', 'postgres'],
  ])('is left out where %s', (_, from, expression, to) => {
    expect(portableExpression(expression, COLUMNS, { from, to })).toBeNull()
  })
})
