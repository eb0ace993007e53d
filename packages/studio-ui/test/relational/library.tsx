import { screen, waitFor, within } from '@testing-library/react'
import { type UserEvent, userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { ItemForm } from '../../src/item-form/item-form.js'
import { useCollection } from '../../src/schema/use-collections.js'
import type { Item } from '../../src/wire/objects.js'
import { createWireClient } from '../../src/wire/wire-client.js'
import { type FakeTable, type FakeWire, fakeWire } from '../fake-wire.js'
import { showPage } from '../page.js'

const id = { type: 'integer' } as const

/** What a book has besides its title and its author. */
type Part = keyof typeof NEEDED

const NEEDED = {
  chapters: ['chapters'],
  tags: ['tags', 'books_tags'],
  items: ['tags', 'books_items'],
  parts: [],
  translations: ['languages', 'books_translations'],
} as const

/** Books, with nothing but their authors and what is asked for: a form is as quick as it is small. */
export function library(
  part: Part | null,
  more: Readonly<Record<string, Partial<FakeTable>>> = {},
): FakeWire {
  const names = ['authors', 'books', ...(part === null ? [] : NEEDED[part])]
  const aliases = part === null ? {} : { [part]: LISTS[part] }
  const { part_of: self, ...columns } = TABLES['books']?.columns ?? {}
  const books = part === 'parts' && self !== undefined ? { ...columns, part_of: self } : columns
  const said: Readonly<Record<string, object>> = { books: { columns: books, aliases } }
  const entries = names.map((name) => [name, { ...TABLES[name], ...said[name], ...more[name] }])
  return fakeWire(Object.fromEntries(entries) as Readonly<Record<string, FakeTable>>)
}

const list = (by: string, options: Item = {}): Item => ({ interface: by, options, special: null })

const LISTS: Readonly<Record<Part, Item>> = {
  chapters: list('list-o2m', { template: '{{ name }}' }),
  tags: list('list-m2m', { template: '{{ tag_id.name }}' }),
  items: list('list-m2a'),
  parts: list('list-o2m-tree-view', { displayTemplate: '{{ title }}' }),
  translations: list('translations'),
}

const TABLES: Readonly<Record<string, FakeTable>> = {
  authors: {
    columns: { id, name: { required: true } },
    rows: [
      { id: 1, name: 'Ada' },
      { id: 2, name: 'Ben' },
    ],
  },
  books: {
    columns: {
      id,
      title: {},
      author_id: { type: 'integer', to: 'authors' },
      part_of: { type: 'integer', to: 'books', link: { one_field: 'parts' } },
    },
    rows: [
      { id: 1, title: 'First', author_id: 1 },
      { id: 2, title: 'Second', author_id: null },
      { id: 3, title: 'Trunk', part_of: 1 },
      { id: 4, title: 'Branch', part_of: 3 },
    ],
  },
  chapters: {
    columns: {
      id,
      name: { required: true },
      place: { type: 'integer' },
      book_id: {
        type: 'integer',
        to: 'books',
        link: { one_field: 'chapters', sort_field: 'place' },
      },
    },
    rows: [
      { id: 1, name: 'Start', place: 1, book_id: 1 },
      { id: 2, name: 'End', place: 2, book_id: 1 },
      { id: 3, name: 'Loose', place: null, book_id: null },
    ],
  },
  tags: {
    columns: { id, name: { required: true } },
    rows: [
      { id: 1, name: 'red' },
      { id: 2, name: 'blue' },
    ],
  },
  books_tags: {
    columns: {
      book_id: {
        type: 'integer',
        to: 'books',
        link: { one_field: 'tags', junction_field: 'tag_id' },
      },
      tag_id: { type: 'integer', to: 'tags', link: { junction_field: 'book_id' } },
    },
    key: ['book_id', 'tag_id'],
    rows: [{ book_id: 1, tag_id: 1 }],
  },
  books_items: {
    columns: {
      id,
      book_id: {
        type: 'integer',
        to: 'books',
        link: { one_field: 'items', junction_field: 'item' },
      },
      collection: {},
      item: {
        link: {
          junction_field: 'book_id',
          one_collection_field: 'collection',
          one_allowed_collections: ['tags', 'authors'],
        },
      },
    },
    rows: [{ id: 1, book_id: 1, collection: 'tags', item: 2 }],
  },
  languages: {
    columns: { code: {}, name: {} },
    key: ['code'],
    rows: [
      { code: 'en', name: 'English' },
      { code: 'de', name: 'German' },
    ],
  },
  books_translations: {
    columns: {
      id,
      book_id: {
        type: 'integer',
        to: 'books',
        link: { one_field: 'translations', junction_field: 'code' },
      },
      code: { to: 'languages', link: { junction_field: 'book_id' } },
      blurb: {},
    },
    rows: [{ id: 1, book_id: 1, code: 'en', blurb: 'Words' }],
  },
}

/** A form that is open, and a person in front of it. */
export interface OpenBook {
  readonly user: UserEvent
  /** What edits a field. */
  readonly field: (name: string) => Promise<ReturnType<typeof within>>
  /** Saves; answers what was sent. */
  readonly save: () => Promise<unknown>
}

/** Shows the form of a book, in place of the one before. */
export function openBook(wire: FakeWire, key: string | null = '1'): OpenBook {
  const user = userEvent.setup()
  const client = createWireClient({ url: 'http://localhost', fetch: wire.fetch })
  showPage(client, <Book itemKey={key} />)
  return {
    user,
    async field(name) {
      await screen.findByLabelText('Title')
      const found = document.querySelector<HTMLElement>(`[data-collection-field="${name}"]`)
      if (found === null) throw new Error(`The form has no ${name}.`)
      return within(found)
    },
    async save() {
      const before = wire.written.length
      await user.click(screen.getByRole('button', { name: 'Save' }))
      await waitFor(() => {
        if (wire.written.length === before) throw new Error('Nothing was sent.')
      })
      return wire.written.at(-1)?.body
    },
  }
}

function Book({ itemKey }: { readonly itemKey: string | null }): ReactElement | null {
  const { collection } = useCollection('books')
  return collection === undefined ? null : <ItemForm {...{ collection, itemKey }} />
}
