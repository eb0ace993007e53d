// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeAll, expect, it } from 'vitest'
import {
  fullPermission,
  MATRIX_ACTIONS,
  type MatrixCell,
  type PermissionRow,
} from '../src/permission-matrix/matrix.js'
import { PermissionMatrix } from '../src/permission-matrix/permission-matrix.js'
import { createWireClient } from '../src/wire/wire-client.js'
import { fakeWire } from './fake-wire.js'
import { showPage } from './page.js'

const report = {
  id: 'report',
  title: 'Report',
  isSystem: false,
  impossible: { create: 'view', update: 'view', delete: 'view' },
} as const
const orders = { id: 'orders', title: 'Orders', isSystem: false, impossible: {} }

/** A list shows the rows that it has room for. */
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { value: 600 })
})

interface Written {
  readonly cells: readonly MatrixCell[]
  readonly access: 'none' | 'all'
}

/** Shows the matrix of a policy; answers what is written from then on. */
function shown(rows: readonly PermissionRow[]): readonly Written[] {
  const written: Written[] = []
  const client = createWireClient({ url: 'http://wire', fetch: fakeWire({}).fetch })
  showPage(
    client,
    <PermissionMatrix
      label="Sell"
      collections={[report, orders]}
      rows={rows}
      onSet={(cells, access) => void written.push({ cells, access })}
      onCustomise={(cell) => void written.push({ cells: [cell], access: 'all' })}
    />,
  )
  return written
}

function choices(cell: string): readonly (string | null)[] {
  const buttons = within(screen.getByRole('group', { name: cell })).getAllByRole('button')
  return buttons.map((button) => button.getAttribute('aria-label'))
}

it('does not offer to write a view that can only be read, and says why', async () => {
  shown([])
  const none = 'None. A view that can only be read'
  expect(choices('Create: Report')).toEqual([none])
  expect(choices('Delete: Report')).toEqual([none])
  expect(choices('Read: Report')).toEqual(['None', 'All', 'Custom'])
  expect(choices('Create: Orders')).toEqual(['None', 'All', 'Custom'])
  const cell = within(screen.getByRole('group', { name: 'Create: Report' }))
  await userEvent.hover(cell.getByRole('button'))
  expect((await screen.findByRole('tooltip')).textContent).toBe(none)
})

it('lets a permission that never counts be taken away', async () => {
  const written = shown([fullPermission('p', { collection: 'report', action: 'update' })])
  const reason = '. A view that can only be read'
  expect(choices('Update: Report')).toEqual([`None${reason}`, `All${reason}`])
  await userEvent.click(screen.getByRole('button', { name: `None${reason}`, pressed: false }))
  expect(written).toEqual([{ cells: [{ collection: 'report', action: 'update' }], access: 'none' }])
})

it('chooses what cannot be done neither by a key nor with a whole row or column', async () => {
  const written = shown([])
  const cell = within(screen.getByRole('group', { name: 'Create: Report' })).getByRole('button')
  cell.focus()
  await userEvent.keyboard('ac')
  expect(written).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'All actions on Report' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Allow all' }))
  const column = 'Create on all collections that are shown'
  await userEvent.click(screen.getByRole('button', { name: column }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Allow all' }))
  await userEvent.click(screen.getByRole('button', { name: 'All actions on Report' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Allow none' }))
  expect(written).toEqual([
    { cells: [about('report', 'read'), about('report', 'share')], access: 'all' },
    { cells: [about('orders', 'create')], access: 'all' },
    { cells: MATRIX_ACTIONS.map((action) => about('report', action)), access: 'none' },
  ])
})

function about(collection: string, action: MatrixCell['action']): MatrixCell {
  return { collection, action }
}
