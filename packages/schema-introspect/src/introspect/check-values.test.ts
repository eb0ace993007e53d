import { describe, expect, it } from 'vitest'
import { checkValues } from './check-values.js'

describe('checkValues', () => {
  it.each([
    [`status in ('open', 'closed')`, 'status', ['open', 'closed']],
    [`"my status" IN ('it''s', 'a, b')`, 'my status', ["it's", 'a, b']],
    ["`s` in (_utf8mb4'S','M')", 's', ['S', 'M']],
    [`[size] in ('S')`, 'size', ['S']],
    [`(size in ('S', 'M'))`, 'size', ['S', 'M']],
    [`status = ANY (ARRAY['a'::text, 'b'::text])`, 'status', ['a', 'b']],
    [
      `size::text = ANY (ARRAY['S'::character varying, 'M'::character varying]::text[])`,
      'size',
      ['S', 'M'],
    ],
    [`(size)::text = ANY ((ARRAY['S'::character varying])::text[])`, 'size', ['S']],
    [`größe in ('k', 'g')`, 'größe', ['k', 'g']],
  ])('finds the values of %s', (expression, column, values) => {
    expect(checkValues(expression)).toEqual({ column, values })
  })

  it.each([
    `price > 0`,
    `n in (1, 2)`,
    `status in ('a') or status is null`,
    `lower(status) in ('a', 'b')`,
    `status not in ('a', 'b')`,
    `status in ('a', other)`,
    `status <> ALL (ARRAY['a'::text])`,
    `a in ('x') and b in ('y')`,
  ])('finds none in %s', (expression) => {
    expect(checkValues(expression)).toBeNull()
  })

  it('takes no time over a text made to take long', () => {
    const started = performance.now()
    checkValues(`${'('.repeat(5_000)}a in (${`'x',`.repeat(5_000)}`)
    checkValues(`status in (${`'x' , `.repeat(20_000)}!`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
