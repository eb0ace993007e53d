import { applyOverlay } from '@relvar/schema-introspect/model'
import { describe, expect, it } from 'vitest'
import { carryPath, carryPaths, carryTemplate } from '../src/carry/carry-paths.js'
import { AS_IT_WAS, carryRule, CLOSED } from '../src/carry/carry-rule.js'
import { type Moves, newNames } from '../src/carry/new-names.js'
import { planChanges, type SchemaChange } from '../src/index.js'
import { blog, emptyModel } from './change/sql/planned.js'

/** Articles by authors (`article.author_id`), and blocks that lead to either. */
const made = planChanges({
  model: emptyModel('postgres'),
  changes: [
    ...blog,
    {
      kind: 'add-foreign-key',
      table: 'article',
      foreignKey: { columns: ['author_id'], target: 'author', targetColumns: ['id'] },
    },
    {
      kind: 'create-table',
      table: {
        name: 'block',
        columns: [
          { name: 'id', type: 'integer', generated: 'identity' },
          { name: 'item', type: 'integer' },
          { name: 'kind', type: 'string' },
        ],
        primaryKey: ['id'],
      },
    },
  ],
}).after
const before = applyOverlay(made, {
  tables: {
    block: {
      relationships: {
        item: {
          kind: 'many-to-any',
          column: 'item',
          discriminator: 'kind',
          targets: ['article', 'author'],
        },
      },
    },
  },
})

const changes: readonly SchemaChange[] = [
  { kind: 'rename-table', table: 'article', to: 'essay' },
  { kind: 'rename-column', table: 'author', column: 'name', to: 'full_name' },
]
const after = planChanges({ model: made, changes }).after
const moves: Moves = {
  renames: {
    collections: [{ from: 'article', to: 'essay' }],
    fields: [{ collection: 'author', from: 'name', to: 'full_name' }],
  },
  dropped: { collections: [], fields: [{ collection: 'essay', field: 'views' }] },
}
const names = newNames(before, after, moves)
const from = (collection: string) => (path: string) => carryPath(path, [collection], names).path

describe('names after a change', () => {
  it.each([
    ['article', 'author_id.name', 'author_id.full_name'],
    ['article', '-author_id.name', '-author_id.full_name'],
    ['article', 'length(author_id.name)', 'length(author_id.full_name)'],
    ['article', '*', '*'],
    ['article', 'unknown.name', 'unknown.name'],
    ['author', 'article.author_id.name', 'essay.author_id.full_name'],
    ['author', 'count(article)', 'count(essay)'],
    ['author', '$FOLLOW(article,author_id).title', '$FOLLOW(essay,author_id).title'],
    ['block', 'item:author.name', 'item:author.full_name'],
    ['block', 'item:article.author_id.name', 'item:essay.author_id.full_name'],
    ['author', 'article.views', null],
    ['block', 'item:article.views', null],
  ])('are read from %s as the engine reads them: %s', (collection, path, carried) => {
    expect(from(collection)(path)).toBe(carried)
  })

  it('leave lists and templates without what is gone', () => {
    expect(carryPaths(['title', 'views', 'author_id.name', 3], ['article'], names)).toEqual([
      'title',
      'author_id.full_name',
      3,
    ])
    const template = (text: string) => carryTemplate(text, ['article'], names)
    expect(template('{{ title }} by {{author_id.name}}')).toBe(
      '{{ title }} by {{ author_id.full_name }}',
    )
    expect(template('{{title}}: {{ views }} views')).toBe('{{title}}:  views')
    expect(template('{{ views }}')).toBeNull()
    expect(template('no names')).toBe('no names')
  })

  it('stand in rules below operators, quantifiers and logic, and never in operands', () => {
    const rule = {
      _and: [
        { name: { _eq: 'name' } },
        { name: 'name' },
        { article: { _some: { _or: [{ author_id: { name: { _in: ['name'] } } }] } } },
        { article: { author_id: { _and: [{ name: { _null: true } }, { id: { _eq: 1 } }] } } },
      ],
    }
    expect(carryRule(rule, ['author'], names, CLOSED)).toEqual({
      _and: [
        { full_name: { _eq: 'name' } },
        { full_name: 'name' },
        { essay: { _some: { _or: [{ author_id: { full_name: { _in: ['name'] } } }] } } },
        { essay: { author_id: { _and: [{ full_name: { _null: true } }, { id: { _eq: 1 } }] } } },
      ],
    })
  })

  it('stand in variables that speak of who asks', () => {
    const asked = newNames(before, after, moves, { id: () => 'author' })
    const rule = (path: string) => ({
      id: { _in: [`$CURRENT_USER.${path}`, '$CURRENT_USER', 'name'] },
    })
    const carried = (path: string) => carryRule(rule(path), ['block'], asked, CLOSED)
    expect(carried('name')).toEqual(rule('full_name'))
    expect(carried('article.title')).toEqual(rule('essay.title'))
    expect(carried('article.views')).toEqual(rule('article.views (dropped)'))
    expect(carryRule(rule('article.views'), ['block'], asked, AS_IT_WAS)).toEqual(
      rule('article.views'),
    )
    expect(carryRule({ id: '$CURRENT_USER.name' }, ['block'], asked, CLOSED)).toEqual({
      id: '$CURRENT_USER.full_name',
    })
  })

  it('say in a rule that opens something that they are gone', () => {
    const rule = { article: { _some: { views: { _gt: 3 } } }, id: { _gt: 1 } }
    expect(carryRule(rule, ['author'], names, CLOSED)).toEqual({
      essay: { _some: { 'views (dropped)': { _gt: 3 } } },
      id: { _gt: 1 },
    })
    expect(carryRule(rule, ['author'], names, AS_IT_WAS)).toEqual({
      essay: { _some: { views: { _gt: 3 } } },
      id: { _gt: 1 },
    })
  })
})
