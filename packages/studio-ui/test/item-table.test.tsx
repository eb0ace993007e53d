// @vitest-environment jsdom
import { Table } from '@mantine/core'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactElement, useState } from 'react'
import { expect, it } from 'vitest'
import { TableRow } from '../src/item-table/table-row.js'
import { createWireClient } from '../src/wire/wire-client.js'
import { fakeWire } from './fake-wire.js'
import { field } from './field.js'
import { showPage } from './page.js'

const columns = [{ path: 'name', title: 'Name', field: field('name') }]
const items = [{ name: 'Lamp' }, { name: 'Rug' }]
const onSelect = (): undefined => undefined

interface ScrolledProps {
  /** Each row asks once whenever it is drawn. */
  readonly alignOf: () => 'left'
}

/** A table that is drawn anew with every row that comes in sight. */
function Scrolled({ alignOf }: ScrolledProps): ReactElement {
  const [shown, setShown] = useState(1)
  return (
    <>
      <button onClick={() => setShown(shown + 1)}>Scroll</button>
      <Table>
        <Table.Tbody>
          {items.slice(0, shown).map((item, index) => (
            <TableRow
              key={item.name}
              {...{ index, item, columns, alignOf, onSelect }}
              itemKey={item.name}
              height={36}
              onOpen={undefined}
              hrefOf={undefined}
              isSelected={false}
              hasHandle={false}
              onMove={null}
            />
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

it('draws only the rows that come in sight while a table is scrolled', async () => {
  let drawn = 0
  const alignOf = (): 'left' => {
    drawn += 1
    return 'left'
  }
  const client = createWireClient({ url: 'http://wire', fetch: fakeWire({}).fetch })
  showPage(client, <Scrolled alignOf={alignOf} />)
  expect(drawn).toBe(1)
  await userEvent.click(screen.getByRole('button', { name: 'Scroll' }))
  expect(screen.getByText('Rug')).toBeDefined()
  expect(drawn).toBe(2)
})
