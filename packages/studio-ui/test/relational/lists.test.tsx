// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { library, openBook } from './library.js'

describe('a list of rows that lead here', { timeout: 60_000 }, () => {
  it('takes rows in that are there, new ones, and changes', async () => {
    const { user, field, save } = openBook(library('chapters'))
    const chapters = await field('chapters')
    await chapters.findByText('Start')
    await user.click(chapters.getByRole('button', { name: 'Add existing: Chapters' }))
    const picker = within(await screen.findByRole('dialog', { name: 'Choose Chapters' }))
    await user.click(await picker.findByText('Loose'))
    await user.click(chapters.getByRole('button', { name: 'Create new: Chapters' }))
    const fresh = within(await screen.findByRole('dialog', { name: 'New item of Chapters' }))
    await user.type(await fresh.findByLabelText(/^Name/), 'Middle')
    await user.click(fresh.getByRole('button', { name: 'Apply' }))
    await user.click(await chapters.findByText('End'))
    const drawer = within(await screen.findByRole('dialog', { name: 'Chapters' }))
    await user.type(await drawer.findByLabelText(/^Name/), '!')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    await chapters.findByText('End!')
    expect(chapters.getAllByText('Not saved yet')).toHaveLength(3)
    expect(await save()).toEqual({
      chapters: { create: [{ name: 'Middle' }], update: [{ id: 3 }, { id: 2, name: 'End!' }] },
    })
  })

  it('takes rows out, and back in', async () => {
    const { user, field, save } = openBook(library('chapters'))
    const chapters = await field('chapters')
    await user.click(await chapters.findByRole('button', { name: 'Take out: Start' }))
    await chapters.findByText('Taken out when saved')
    await user.click(chapters.getByRole('button', { name: 'Undo: Start' }))
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    await user.click(chapters.getByRole('button', { name: 'Take out: Start' }))
    expect(await save()).toEqual({ chapters: { delete: ['1'] } })
  })

  it('shows so many rows as it is to, and finds others', async () => {
    const options = { template: '{{ name }}', limit: 1 }
    const aliases = { chapters: { interface: 'list-o2m', options } }
    const { user, field } = openBook(library('chapters', { books: { aliases } }))
    const chapters = await field('chapters')
    await chapters.findByText('Start')
    expect(chapters.queryByText('End')).toBeNull()
    await user.click(chapters.getByRole('button', { name: 'Next page' }))
    await chapters.findByText('End')
    await user.type(chapters.getByLabelText('Search in Chapters'), 'Sta')
    await chapters.findByText('Start')
  })

  it('is as high as its spacing says, and leads to the pages of its rows', async () => {
    const options = { template: '{{ name }}', layout: 'table', fields: ['name'], enableLink: true }
    const said = { interface: 'list-o2m', options: { ...options, tableSpacing: 'comfortable' } }
    const { field } = openBook(library('chapters', { books: { aliases: { chapters: said } } }))
    const chapters = await field('chapters')
    const start = await chapters.findByText('Start')
    expect(start.closest('button')?.style.minHeight).toContain('52')
    const link = await chapters.findByRole('link', { name: 'Open Start in a new tab' })
    expect(link.getAttribute('href')).toBe('/pages/chapters/1')
  })

  it('offers only what one may do', async () => {
    const seen = await openBook(library('chapters', { chapters: { actions: ['read'] } })).field(
      'chapters',
    )
    await seen.findByText('Start')
    for (const name of ['Add existing: Chapters', 'Create new: Chapters'])
      expect(seen.queryByRole('button', { name })).toBeNull()
    const read = await openBook(library('chapters', { books: { actions: ['read'] } })).field(
      'chapters',
    )
    await read.findByText('Start')
    expect(read.queryByRole('button', { name: 'Take out: Start' })).toBeNull()
  })

  it('waits for a slow server without a jump, and says what is refused of a row', async () => {
    const wire = library('chapters')
    const { user, field, save } = openBook(wire)
    const chapters = await field('chapters')
    await user.click(await chapters.findByText('End'))
    const drawer = within(await screen.findByRole('dialog', { name: 'Chapters' }))
    await user.type(await drawer.findByLabelText(/^Name/), '!')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    wire.refuse('VALUE_TOO_LONG', { path: ['chapters'], field: 'name' })
    await save()
    await chapters.findByText('Name: This is longer than the column holds.')
    const answer = wire.hold()
    await user.click(chapters.getByText('End!'))
    const again = within(await screen.findByRole('dialog', { name: 'Chapters' }))
    await again.findByText('This is longer than the column holds.')
    answer()
    expect(again.getByLabelText(/^Name/)).toHaveProperty('value', 'End!')
  })
})

describe('a list through a junction', { timeout: 60_000 }, () => {
  it('takes in what is there, and what is new', async () => {
    const { user, field, save } = openBook(library('tags'))
    const tags = await field('tags')
    await tags.findByText('red')
    await user.click(tags.getByRole('button', { name: 'Add existing: Tags' }))
    const picker = within(await screen.findByRole('dialog', { name: 'Choose Tags' }))
    const blue = await picker.findByText('blue')
    // What is in the list already is not offered again.
    expect(picker.queryByText('red')).toBeNull()
    await user.click(blue)
    await tags.findByText('blue')
    await user.click(tags.getByRole('button', { name: 'Create new: Tags' }))
    const drawer = within(await screen.findByRole('dialog', { name: 'New item of Tags' }))
    await user.type(await drawer.findByLabelText(/^Name/), 'green')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    await tags.findByText('green')
    expect(await save()).toEqual({
      tags: { create: [{ tag_id: 2 }, { tag_id: { name: 'green' } }] },
    })
  })

  it.each([
    ['top', ['Note', 'Name']],
    ['bottom', ['Name', 'Note']],
  ])('has the fields of the junction at the %s', async (junctionFieldLocation, order) => {
    const link = { one_field: 'tags', junction_field: 'tag_id' }
    const columns = {
      book_id: { type: 'integer', to: 'books', link },
      tag_id: { type: 'integer', to: 'tags', link: { junction_field: 'book_id' } },
      note: {},
    } as const
    const options = { template: '{{ tag_id.name }}', junctionFieldLocation }
    const aliases = { tags: { interface: 'list-m2m', options } }
    const { user, field } = openBook(
      library('tags', { books: { aliases }, books_tags: { columns } }),
    )
    const tags = await field('tags')
    await user.click(await tags.findByText('red'))
    const drawer = within(await screen.findByRole('dialog', { name: 'Tags' }))
    await drawer.findByLabelText(/^Name/)
    const labels: readonly HTMLElement[] = drawer.getAllByText(/^(Name|Note)$/)
    expect(labels.map(({ textContent }) => textContent)).toEqual(order)
  })

  it('takes in again what is there, where it may', async () => {
    const options = { template: '{{ tag_id.name }}', allowDuplicates: true }
    const aliases = { tags: { interface: 'list-m2m', options } }
    const { user, field, save } = openBook(library('tags', { books: { aliases } }))
    const tags = await field('tags')
    await tags.findByText('red')
    await user.click(tags.getByRole('button', { name: 'Add existing: Tags' }))
    const picker = within(await screen.findByRole('dialog', { name: 'Choose Tags' }))
    await user.click(await picker.findByText('red'))
    expect(await save()).toEqual({ tags: { create: [{ tag_id: 1 }] } })
  })

  it('says that rows go which are nothing but a link', async () => {
    const { user, field, save } = openBook(library('tags'))
    const tags = await field('tags')
    await user.click(await tags.findByRole('button', { name: 'Delete: red' }))
    await tags.findByText('Deleted when saved')
    expect(await save()).toEqual({ tags: { delete: ['1,1'] } })
  })
})

describe('a list of items of several collections', { timeout: 60_000 }, () => {
  it('has something before each', async () => {
    const said = { interface: 'list-m2a', options: { prefix: '#{{ id }}' } }
    const items = await openBook(library('items', { books: { aliases: { items: said } } })).field(
      'items',
    )
    expect(await items.findByText('#2 blue')).toBeTruthy()
  })

  it('says of which each is, and takes in what is there and what is new', async () => {
    const { user, field, save } = openBook(library('items'))
    const items = await field('items')
    await items.findByText('blue')
    await items.findByText('Tags')
    await user.click(items.getByRole('button', { name: 'Add existing: Items' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Authors' }))
    const picker = within(await screen.findByRole('dialog', { name: 'Choose Items' }))
    await user.click(await picker.findByText('Ben'))
    await items.findByText('Ben')
    await user.click(items.getByRole('button', { name: 'Create new: Items' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Tags' }))
    const drawer = within(await screen.findByRole('dialog', { name: 'New item of Tags' }))
    await user.type(await drawer.findByLabelText(/^Name/), 'green')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    expect(await save()).toEqual({
      items: {
        create: [
          { collection: 'authors', item: 2 },
          { collection: 'tags', item: { name: 'green' } },
        ],
      },
    })
  })
})
