import { describe, expect, it } from 'vitest'
import type { ReadOptions, ReadQuery } from '../../src/index.js'
import { statements } from '../support/dry.js'

const TEXT = 'select string_agg('

function postgres(query: ReadQuery, options: ReadOptions = {}): string {
  return statements('article', { fields: ['id'], ...query }, options).postgres
}

describe('what a read of JSON answers', () => {
  it('is one text of several rows on PostgreSQL, and a text of each elsewhere', () => {
    const { postgres: sent, ...others } = statements('article', { fields: ['id'], limit: 10 })
    expect(sent).toContain(TEXT)
    for (const other of Object.values(others)) expect(other).not.toMatch(/(string|list)_agg|group/)
  })

  it.each([
    ['a single row', { limit: 1 }],
    ['more rows than the database should hold as one text', { limit: 1_001 }],
    ['as many rows as there are', { limit: -1 }],
    ['one row of totals', { aggregate: { count: ['*'] } }],
  ])('is a text of each row for %s', (_, query) => {
    expect(postgres(query)).not.toContain(TEXT)
  })

  it('is a text of each row beside counts, and beside what cursors are made of', () => {
    expect(postgres({ limit: 10 }, { meta: ['filter_count'] })).not.toContain(TEXT)
    expect(postgres({ limit: 10 }, { meta: ['cursors'] })).not.toContain(TEXT)
  })

  it('is one text up to 1,000 rows, of groups as well', () => {
    expect(postgres({ limit: 1_000 })).toContain(TEXT)
    const groups = { aggregate: { count: ['*'] }, groupBy: ['title'], limit: 10 }
    expect(statements('article', groups).postgres).toContain(TEXT)
  })
})
