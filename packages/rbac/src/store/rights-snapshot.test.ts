import { describe, expect, it } from 'vitest'
import { allow } from '../permission.js'
import { type AccessRow, type PolicyRow, RightsSnapshot } from './rights-snapshot.js'

function policy(id: string, parts: Partial<PolicyRow> = {}): PolicyRow {
  return {
    id,
    ip_access: null,
    enforce_tfa: false,
    admin_access: false,
    app_access: false,
    ...parts,
  }
}

function give(policy: string, to: Partial<AccessRow> = {}): AccessRow {
  return { role: null, user: null, sort: null, ...to, policy }
}

const rights = new RightsSnapshot({
  roles: [
    { id: 'staff', parent: null },
    { id: 'editor', parent: 'staff' },
    { id: 'chief', parent: 'editor' },
    { id: 'egg', parent: 'hen' },
    { id: 'hen', parent: 'egg' },
    { id: 'orphan', parent: 'gone' },
  ],
  policies: [
    policy('public'),
    policy('read'),
    policy('write', { app_access: true }),
    policy('office', { ip_access: ['10.0.0.0/8'], admin_access: true, enforce_tfa: true }),
    policy('spoilt', { ip_access: ['10.*'], admin_access: true }),
    policy('extra'),
  ],
  access: [
    give('public', { sort: 1 }),
    give('write', { role: 'editor', sort: 2 }),
    give('extra', { role: 'editor', sort: 1 }),
    give('read', { role: 'staff' }),
    give('office', { role: 'chief' }),
    give('spoilt', { role: 'staff' }),
    give('read', { user: 'u1' }),
    give('extra', { user: 'u1' }),
    give('gone', { user: 'u1' }),
  ],
  permissions: [{ ...allow('read', 'articles'), id: 1, policy: 'read' }],
})

const subject = { user: 'u0', role: null, ip: '192.168.0.1', secondFactor: true }

describe('what somebody holds', () => {
  it('comes from the chain of roles, ancestors first, in the order of their rows', () => {
    expect(rights.heldBy({ ...subject, role: 'chief' })).toEqual({
      roles: ['staff', 'editor', 'chief'],
      policies: ['read', 'extra', 'write'],
      admin: false,
      app: true,
      enforceTfa: false,
    })
  })

  it('counts a policy for its addresses only', () => {
    const inside = rights.heldBy({ ...subject, role: 'chief', ip: '10.2.3.4' })
    expect(inside).toMatchObject({ admin: true, app: true, enforceTfa: true })
    expect(rights.heldBy({ ...subject, role: 'chief', ip: null }).admin).toBe(false)
  })

  it('is the use of the Studio alone without the second factor that a policy demands', () => {
    const chief = { ...subject, role: 'chief', ip: '10.2.3.4' }
    expect(rights.heldBy(chief).admin).toBe(true)
    expect(rights.heldBy({ ...chief, secondFactor: false })).toEqual({
      roles: ['staff', 'editor', 'chief'],
      policies: [],
      admin: false,
      app: true,
      enforceTfa: true,
    })
    const outside = { ...chief, ip: null, secondFactor: false }
    expect(rights.heldBy(outside).policies).toEqual(['read', 'extra', 'write'])
  })

  it('is public for those without a role, and only for them', () => {
    expect(rights.heldBy({ ...subject, user: null }).policies).toEqual(['public'])
    expect(rights.heldBy({ ...subject, user: 'u1' }).policies).toEqual(['public', 'extra', 'read'])
    expect(rights.heldBy({ ...subject, role: 'staff' }).policies).toEqual(['read'])
  })

  it('is nothing by a role that stands above itself', () => {
    expect(rights.heldBy({ ...subject, role: 'egg' })).toMatchObject({ roles: [], admin: false })
    expect(rights.heldBy({ ...subject, role: 'orphan' }).roles).toEqual(['orphan'])
  })

  it('names permissions by policy', () => {
    expect(rights.permissionsOf(['write', 'read', 'gone'])).toMatchObject([
      { collection: 'articles', action: 'read' },
    ])
  })
})

describe('the key of rights', () => {
  const held = (fields: readonly string[], others: readonly string[] = []): RightsSnapshot =>
    new RightsSnapshot({
      roles: [],
      policies: [policy('a'), policy('b')],
      access: [],
      permissions: [
        { ...allow('read', 'orders', { fields }), id: 1, policy: 'a' },
        { ...allow('read', 'tags', { fields: others }), id: 2, policy: 'b' },
      ],
    })

  it('stays where they were read anew, or others have changed', () => {
    const key = held(['id']).keyOf(['a'])
    expect(held(['id']).keyOf(['a'])).toBe(key)
    expect(held(['id'], ['name']).keyOf(['a'])).toBe(key)
  })

  it('differs with what is held', () => {
    const keys = [
      held(['id']).keyOf(['a']),
      held(['id', 'total']).keyOf(['a']),
      held(['id']).keyOf(['b']),
      held(['id']).keyOf(['a', 'b']),
      held(['id']).keyOf([]),
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })
})
