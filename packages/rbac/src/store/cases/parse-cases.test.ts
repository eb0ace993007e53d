import { describe, expect, it } from 'vitest'
import { parseCases, RightsCaseError } from './parse-cases.js'

describe('a file of statements about rights', () => {
  it('says who can do what, and what not', () => {
    const cases = parseCases(`
      # What everybody sees
      public can read orders.status, not orders.email

      role "Sales team" cannot delete orders, not orders of 7
      user ada@example.com can update sales.orders.email of 7,3
      role Sales can read "order details"."unit price"
    `)
    const base = { field: null, key: null, allowed: true }
    const open = {
      ...base,
      line: 3,
      subject: { kind: 'public' },
      action: 'read',
      collection: 'orders',
    }
    const team = {
      ...base,
      line: 5,
      subject: { kind: 'role', name: 'Sales team' },
      action: 'delete',
      collection: 'orders',
    }
    expect(cases).toEqual([
      { ...open, field: 'status' },
      { ...open, field: 'email', allowed: false },
      { ...team, allowed: false },
      { ...team, key: '7' },
      {
        ...base,
        line: 6,
        subject: { kind: 'user', email: 'ada@example.com' },
        action: 'update',
        collection: 'sales.orders',
        field: 'email',
        key: '7,3',
      },
      {
        ...base,
        line: 7,
        subject: { kind: 'role', name: 'Sales' },
        action: 'read',
        collection: 'order details',
        field: 'unit price',
      },
    ])
  })

  it.each([
    'public may read orders',
    'nobody can read orders',
    'public can fly orders',
    'public can read',
    'public can read a b',
  ])('cannot say %j', (line) => {
    expect(() => parseCases(`# first\n${line}`)).toThrow(RightsCaseError)
    expect(() => parseCases(`# first\n${line}`)).toThrow('Line 2')
  })
})
