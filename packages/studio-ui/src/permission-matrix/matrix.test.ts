import { describe, expect, it } from 'vitest'
import {
  accessOf,
  applyChanges,
  changesTo,
  fullPermission,
  isOffered,
  type MatrixCell,
  type PermissionRow,
} from './matrix.js'

const cell: MatrixCell = { collection: 'orders', action: 'read' }
const full: PermissionRow = { ...fullPermission('p', cell), id: 1 }
const ruled: PermissionRow = { ...full, id: 2, permissions: { status: { _eq: 'paid' } } }

describe('the access of a cell', () => {
  it.each<[string, readonly PermissionRow[], string]>([
    ['no permission', [], 'none'],
    ['all fields of all items', [full], 'all'],
    ['an empty rule', [{ ...full, permissions: {} }], 'all'],
    ['a rule on items', [ruled], 'custom'],
    ['some fields', [{ ...full, fields: ['id'] }], 'custom'],
    ['no fields', [{ ...full, fields: null }], 'custom'],
    ['presets', [{ ...full, action: 'create', presets: { status: 'new' } }], 'custom'],
    ['a rule where it has no meaning', [{ ...ruled, action: 'create' }], 'all'],
    ['no fields where they have no meaning', [{ ...full, action: 'delete', fields: null }], 'all'],
    ['two permissions', [full, ruled], 'custom'],
  ])('of %s', (_, rows, access) => {
    expect(accessOf(rows)).toBe(access)
  })
})

it('offers of what cannot be done only what is there, and to take it away', () => {
  const offered = (access: 'none' | 'all' | 'custom', isPossible: boolean): readonly string[] =>
    (['none', 'all', 'custom'] as const).filter((choice) => isOffered(choice, access, isPossible))
  expect(offered('none', true)).toEqual(['none', 'all', 'custom'])
  expect(offered('none', false)).toEqual(['none'])
  expect(offered('custom', false)).toEqual(['none', 'custom'])
})

describe('the changes of cells', () => {
  it('make what is missing', () => {
    expect(changesTo('all', [cell], [], 'p')).toEqual({
      create: [fullPermission('p', cell)],
      update: [],
      remove: [],
    })
  })

  it('leave alone what is as it should be', () => {
    expect(changesTo('all', [cell], [full], 'p')).toEqual({ create: [], update: [], remove: [] })
    expect(changesTo('none', [cell], [], 'p')).toEqual({ create: [], update: [], remove: [] })
  })

  it('keep one permission and its id, and remove what it makes needless', () => {
    const rows = [ruled, { ...ruled, id: 3 }, { ...ruled, id: 4, action: 'update' as const }]
    const changes = changesTo('all', [cell], rows, 'p')
    expect(changes).toEqual({ create: [], update: [{ ...full, id: 2 }], remove: [3] })
    expect(applyChanges(rows, changes)).toEqual([{ ...full, id: 2 }, rows[2]])
  })

  it('remove every permission of a cell', () => {
    const changes = changesTo('none', [cell], [full, ruled], 'p')
    expect(changes.remove).toEqual([1, 2])
    expect(applyChanges([full, ruled], changes)).toEqual([])
  })
})
