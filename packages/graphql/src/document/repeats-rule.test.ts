import type { FieldNode } from 'graphql'
import { buildSchema, OverlappingFieldsCanBeMergedRule, parse, validate, visit } from 'graphql'
import { expect, it } from 'vitest'
import { repeatsRule } from './repeats-rule.js'

const schema = buildSchema('type Query { a(n: Int): Query b: Int }')
const limits = { maxRepeats: 100, maxFields: 5000, maxDepth: 15 }
const rule = repeatsRule(limits)
const messages = (text: string): readonly string[] =>
  validate(schema, parse(text), [rule]).map(({ message }) => message)

it('names the key, the number and the setting', () => {
  expect(messages(`{ ${'b '.repeat(100)}}`)).toEqual([])
  expect(messages(`{ ${'b '.repeat(101)}}`)).toEqual([
    'The query asks for "b" 101 times in one place; at most 100 (GRAPHQL_MAX_REPEATS).',
  ])
  expect(messages(`{ ${'c: a(n: 1) { b } '.repeat(101)}}`)).toHaveLength(1)
})

it('counts all selections of a place together, through fragments and merged fields', () => {
  const fragments = Array.from({ length: 11 }, (_, index) => `...F${index}`)
  const definitions = fragments.map(
    (_, index) => `fragment F${index} on Query { ${'b '.repeat(10)}}`,
  )
  expect(messages(`{ ${fragments.join(' ')} } ${definitions.join(' ')}`)).toHaveLength(1)
  expect(messages(`{ ${'a { b b b } '.repeat(40)}}`)).toEqual([
    'The query asks for "b" 120 times in one place; at most 100 (GRAPHQL_MAX_REPEATS).',
  ])
  expect(messages(`{ ... { ${'b '.repeat(60)} } ... { ${'b '.repeat(60)} } }`)).toHaveLength(1)
})

it('lets the same key stand in many places, and fragments without end be refused by others', () => {
  const many = Array.from({ length: 200 }, (_, index) => `a${index}: a { b }`)
  expect(messages(`{ ${many.join(' ')} }`)).toEqual([])
  expect(messages('{ ...F } fragment F on Query { a { ...F } c: a { ...F } ...F }')).toEqual([])
})

/** How often fields are looked at while it is found out whether they can be merged. */
function comparisons(text: string): number {
  const document = parse(text)
  let looks = 0
  visit(document, {
    Field(node: FieldNode) {
      const { name } = node
      Object.defineProperty(node, 'name', {
        get: () => {
          looks += 1
          return name
        },
      })
    },
  })
  expect(validate(schema, document, [OverlappingFieldsCanBeMergedRule])).toEqual([])
  return looks
}

it('holds the comparisons to the limit times the fields, where they would be their square', () => {
  // Fewer than graphql 17 gives up at by itself; graphql 16 never does.
  const fields = 600
  const repeated = (times: number): string => {
    const places = Array.from(
      { length: fields / times },
      (_, index) => `p${index}: a { ${'b '.repeat(times)}}`,
    )
    return `{ ${places.join(' ')} }`
  }
  const allowed = repeated(limits.maxRepeats)
  const refused = repeated(fields)
  expect(messages(allowed)).toEqual([])
  expect(messages(refused)).toHaveLength(1)
  expect(comparisons(allowed)).toBeLessThan(fields * limits.maxRepeats * 2)
  expect(comparisons(refused)).toBeGreaterThan((fields * fields) / 2)
})
