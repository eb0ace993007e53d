import { describe, expect, it } from 'vitest'
import { combine } from './combine.js'
import { intersect } from './intersect.js'
import { allow } from './permission.js'

const live = { status: { _eq: 'live' } }
const own = { author: { _eq: '$CURRENT_USER' } }

describe('several permissions', () => {
  it('are no right where there are none', () => {
    expect(combine('read', [])).toBeNull()
  })

  it('give the rows of any, and each field in the rows of those that grant it', () => {
    const guard = combine('read', [
      allow('read', 'articles', { fields: ['id', 'title'], rows: live }),
      allow('read', 'articles', { fields: ['*'], rows: own }),
    ])
    expect(guard?.rows).toEqual({ _or: [live, own] })
    expect(Object.fromEntries(guard?.fields ?? [])).toEqual({
      id: { _or: [live, own] },
      title: { _or: [live, own] },
      '*': own,
    })
  })

  it('give every row where one of them does', () => {
    const guard = combine('delete', [
      allow('delete', 'articles', { rows: live }),
      allow('delete', 'articles'),
    ])
    expect(guard?.rows).toEqual({})
    expect(guard?.fields.size).toBe(0)
  })

  it('have no rows to ask about before a row is made', () => {
    const guard = combine('create', [allow('create', 'articles', { fields: ['title'], rows: own })])
    expect(guard?.rows).toEqual({})
    expect(Object.fromEntries(guard?.fields ?? [])).toEqual({ title: {} })
  })

  it('demand all that each of them demands, and lay presets over each other in order', () => {
    const guard = combine('update', [
      allow('update', 'articles', { validation: { a: { _gt: 1 } }, presets: { x: 1, y: 1 } }),
      allow('update', 'articles', { validation: { b: { _lt: 2 } }, presets: { y: 2 } }),
    ])
    expect(guard?.validation).toEqual([{ a: { _gt: 1 } }, { b: { _lt: 2 } }])
    expect(guard?.presets).toEqual({ x: 1, y: 2 })
  })

  it('leave rows behind that any of them allows, if each of them minds', () => {
    const minding = allow('update', 'articles', { check: live })
    expect(combine('update', [minding])?.check).toEqual(live)
    expect(combine('update', [minding, allow('update', 'articles')])?.check).toBeUndefined()
  })

  it('grant no field where none is named', () => {
    const guard = combine('read', [allow('read', 'articles', { fields: [] })])
    expect(guard?.fields.size).toBe(0)
  })
})

describe('what two guards both allow', () => {
  const one = combine('read', [allow('read', 'articles', { fields: ['id', 'title'], rows: live })])
  const other = combine('read', [allow('read', 'articles', { rows: own, check: live })])

  it('is never more than either', () => {
    if (one === null || other === null) throw new Error('There is a right.')
    const guard = intersect(one, other)
    const both = { _and: [live, own] }
    expect(guard.rows).toEqual(both)
    expect(Object.fromEntries(guard.fields)).toEqual({ id: both, title: both })
    expect(guard.check).toEqual(live)
  })
})
