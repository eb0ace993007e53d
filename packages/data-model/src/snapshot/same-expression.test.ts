import type { DialectName } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { isSameExpression } from './same-expression.js'

type Case = readonly [dialect: DialectName, left: string, right: string]

describe('two expressions', () => {
  it.each<Case>([
    ['postgres', 'price > 0', '("price" > (0)::numeric)'],
    ['postgres', 'a + b * c > 0 and not a = 1', '(((a + (b * c)) > 0) AND (NOT (a = 1)))'],
    ['postgres', 'a > -1', "(a > '-1'::integer)"],
    ['postgres', 'a - 2 - 1 > 0 or b is not null', '((((a - 2) - 1) > 0) OR (b IS NOT NULL))'],
    ['postgres', 'a between 1 and 9', '((a >= 1) AND (a <= 9))'],
    ['postgres', 'a not between 1 and 9', '((a < 1) OR (a > 9))'],
    ['postgres', 'a > 0 and (b > 0 and c > 0)', '((a > 0) AND (b > 0) AND (c > 0))'],
    [
      'postgres',
      "size in ('S', 'L')",
      "((size)::text = ANY ((ARRAY['S'::character varying, 'L'::character varying])::text[]))",
    ],
    ['postgres', 'a not in (1, 2)', '(a <> ALL (ARRAY[1, 2]))'],
    ['postgres', 'a not in (1)', '(a <> 1)'],
    ['postgres', "note not like '%x%'", "((note)::text !~~ '%x%'::text)"],
    [
      'postgres',
      "coalesce(note, 'it''s') || '!'",
      "((COALESCE(note, 'it''s'::character varying))::text || '!'::text)",
    ],
    [
      'postgres',
      'case when a > 0 then b end > 1',
      '(CASE WHEN (a > 0) THEN b ELSE NULL::integer END > 1)',
    ],
    ['postgres', "made > '2026-01-01'", "(made > '2026-01-01'::timestamp(3) without time zone)"],
    [
      'postgres',
      "d at time zone 'utc' is distinct from made and extract(year from d) > 2000",
      "(((d AT TIME ZONE 'utc'::text) IS DISTINCT FROM made) AND (EXTRACT(year FROM d) > (2000)::numeric))",
    ],
    ['mariadb', 'made < current_timestamp', '`made` < current_timestamp()'],
    ['mariadb', 'd > e + interval 1 day', '(`d` > `e` + interval 1 day)'],
    ['mariadb', '(a + b) * c >= 0', '(`a` + `b`) * `c` >= 0'],
    ['mariadb', "note <> 'it\\'s' and a != 1", "`note` <> 'it\\'s' and `a` <> 1"],
    ['mariadb', 'a % 2 = 0', '`a` MOD 2 = 0'],
    ['sqlite', "((a)) || 'x' == b", `"a" || 'x' = [b]`],
    ['mssql', "a = N'x' or b > 0", "([a]='x' OR [b]>(0))"],
    ['oracle', 'cast(a as number(9)) > 0', 'CAST("A" AS NUMBER(9)) > 0'],
  ])('of %s are the same: %s, %s', (dialect, left, right) => {
    expect(isSameExpression(dialect, left, right)).toBe(true)
    expect(isSameExpression(dialect, right, left)).toBe(true)
  })

  it.each<Case>([
    ['postgres', '(a + b) * c', 'a + b * c'],
    ['postgres', 'a - (b - c)', '((a - b) - c)'],
    ['postgres', 'a or b and c', '((a OR b) AND c)'],
    ['postgres', 'not a and b', '(NOT (a AND b))'],
    ['postgres', "note = 'a::text'", "note = 'a'"],
    ['postgres', "note = '(x)'", "note = 'x'"],
    ['mariadb', '(a + b) * c', '`a` + `b` * `c`'],
    ['sqlite', '(a + b) * c', 'a + b * c'],
    ['sqlite', '(a + b) || c', 'a + b || c'],
    ['sqlite', '-(a + b)', '-a + b'],
    ['mssql', '([a]+[b])*[c]', '[a]+[b]*[c]'],
    ['mysql', 'a in (1, 2)', 'a in (2, 1)'],
    ['postgres', 'a is distinct from b', 'a is not distinct from b'],
    ['mariadb', 'a + interval (b + c) day', 'a + interval b + c day'],
  ])('of %s are not the same: %s, %s', (dialect, left, right) => {
    expect(isSameExpression(dialect, left, right)).toBe(false)
  })

  it('may be hostile', () => {
    const deep = `${'('.repeat(100_000)}a${')'.repeat(100_000)}`
    expect(isSameExpression('postgres', deep, deep)).toBe(true)
    expect(isSameExpression('postgres', deep, 'a')).toBe(false)
  })
})
