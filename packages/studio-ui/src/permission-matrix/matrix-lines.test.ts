import { expect, it } from 'vitest'
import { fullPermission } from './matrix.js'
import { matrixLines } from './matrix-lines.js'

const collections = [
  { id: 'relvar_users', title: 'Users', isSystem: true },
  { id: 'orders', title: 'Orders', isSystem: false },
  { id: 'Order Details', title: 'Order details', isSystem: false },
]
const about = (collection: string) => fullPermission('p', { collection, action: 'read' })
const ids = (lines: readonly { readonly id: string }[]): readonly string[] =>
  lines.map(({ id }) => id)

it('shows collections by title, those of Relvar last and on demand', () => {
  expect(ids(matrixLines(collections, [], { filter: '', system: false }))).toEqual([
    'Order Details',
    'orders',
  ])
  expect(ids(matrixLines(collections, [], { filter: '', system: true })).at(-1)).toBe(
    'relvar_users',
  )
})

it('shows what permissions speak of, whether it is there or not', () => {
  const rows = [about('relvar_users'), about('gone')]
  const lines = matrixLines(collections, rows, { filter: '', system: false })
  expect(ids(lines)).toEqual(['gone', 'Order Details', 'orders', 'relvar_users'])
  expect(lines[0]).toMatchObject({ isMissing: true })
})

it('finds by title and by name', () => {
  const shown = { filter: ' DETAIL', system: true }
  expect(ids(matrixLines(collections, [], shown))).toEqual(['Order Details'])
  expect(matrixLines(collections, [], { ...shown, filter: 'zebra' })).toEqual([])
})
