// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { expect, it } from 'vitest'
import { type ItemRecord, useItem } from '../src/item-form/use-item.js'
import { useItemForm } from '../src/item-form/use-item-form.js'
import { useItemName } from '../src/item-form/use-item-name.js'
import type { StudioCollection } from '../src/schema/studio-collection.js'
import type { WireClient } from '../src/wire/wire-client.js'
import { field } from './field.js'
import { showPage } from './page.js'

const fields = [field('name')]
const things: StudioCollection = {
  id: 'things',
  title: 'Things',
  note: null,
  kind: 'table',
  primaryKey: ['id'],
  actions: ['read', 'update', 'delete'],
  readonly: null,
  template: '',
  nameTemplate: '{{ name }} of {{ owner.name }}',
  fields,
  parts: fields,
  archive: null,
  archived: null,
  sortField: null,
}

it('asks no more for an item that is deleted, and anew for lists', async () => {
  const asked: string[] = []
  const client: WireClient = {
    ask(path, { method = 'GET' } = {}) {
      asked.push(`${method} ${path}`)
      return Promise.resolve({ data: { id: 1, name: 'One' } as never })
    },
  }
  showPage(client, <Page client={client} />)
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Delete' }))
  await screen.findByText('Gone')
  expect(asked.toSorted()).toEqual([
    'DELETE /items/things/1',
    'GET /items/things',
    'GET /items/things',
    // Once for its fields, once for the name of what it links to.
    'GET /items/things/1',
    'GET /items/things/1',
  ])
})

function Page({ client }: { readonly client: WireClient }): ReactElement | null {
  const { data } = useItem('things', '1')
  useItemName(things, '1', data?.item ?? null)
  const list = useQuery({
    queryKey: ['items', 'things', 'list'],
    queryFn: async () => (await client.ask('/items/things')).data,
  })
  return data === undefined || list.data === undefined ? null : <Thing record={data} />
}

function Thing({ record }: { readonly record: ItemRecord }): ReactElement {
  const form = useItemForm(things, '1', record)
  const [isGone, setGone] = useState(false)
  if (isGone) return <p>Gone</p>
  return (
    <button type="button" onClick={() => void form.remove().then(setGone)}>
      Delete
    </button>
  )
}
