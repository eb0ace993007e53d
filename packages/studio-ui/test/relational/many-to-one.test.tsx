// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeWire } from '../fake-wire.js'
import { library, openBook } from './library.js'

describe('a link to one item', { timeout: 60_000 }, () => {
  it('is called by the item; another one is chosen, and it is cleared', async () => {
    const { user, field, save } = openBook(library(null))
    const author = await field('author_id')
    await user.click(await author.findByText('Ada'))
    const picker = await screen.findByRole('dialog', { name: 'Choose Author' })
    await user.click(await within(picker).findByText('Ben'))
    await author.findByText('Ben')
    expect(await save()).toEqual({ author_id: 2 })
    await user.click(author.getByRole('button', { name: 'Clear' }))
    await author.findByText('Nothing chosen')
    expect(await save()).toEqual({ author_id: null })
  })

  it('is chosen from what the filter of the field leaves, and leads to its page', async () => {
    const meta = {
      interface: 'select-dropdown-m2o',
      options: { template: '{{ name }}', filter: { name: { _eq: 'Ben' } }, enableLink: true },
    }
    const columns = {
      id: { type: 'integer' },
      title: {},
      author_id: { type: 'integer', to: 'authors', meta },
    } as const
    const { user, field } = openBook(library(null, { books: { columns } }))
    const author = await field('author_id')
    const link = await author.findByRole('link', { name: 'Open Author in a new tab' })
    expect(link.getAttribute('href')).toBe('/pages/authors/1')
    await user.click(await author.findByText('Ada'))
    const picker = within(await screen.findByRole('dialog', { name: 'Choose Author' }))
    await picker.findByText('Ben')
    expect(picker.queryByText('Ada')).toBeNull()
  })

  it('is called by both sides where it leads to a row of a junction', async () => {
    const id = { type: 'integer' } as const
    const link = (to: string) => ({ type: 'integer', to }) as const
    const wire = fakeWire({
      products: { columns: { id, name: {} }, rows: [{ id: 1, name: 'Laptop' }] },
      tags: { columns: { id, name: {} }, rows: [{ id: 1, name: 'new' }] },
      product_tags: {
        columns: { id, product_id: link('products'), tag_id: link('tags') },
        rows: [{ id: 5, product_id: 1, tag_id: 1 }],
      },
      books: {
        columns: { id, title: {}, label_id: link('product_tags') },
        rows: [{ id: 1, title: 'First', label_id: 5 }],
      },
    })
    const { user, field, save } = openBook(wire)
    const label = await field('label_id')
    await label.findByText('Laptop · new')
    await user.click(label.getByRole('button', { name: 'Clear' }))
    expect(await save()).toEqual({ label_id: null })
  })

  it('is made in a drawer, and saved with the item', async () => {
    const { user, field, save } = openBook(library(null), '2')
    const author = await field('author_id')
    await user.click(await author.findByRole('button', { name: 'Create Author' }))
    const drawer = await screen.findByRole('dialog', { name: 'New item of Author' })
    await user.type(await within(drawer).findByLabelText(/^Name/), 'Cleo')
    await user.click(within(drawer).getByRole('button', { name: 'Apply' }))
    await author.findByText('Cleo')
    expect(await save()).toEqual({ author_id: { name: 'Cleo' } })
  })

  it('is edited in a drawer; what is cancelled there changes nothing', async () => {
    const { user, field, save } = openBook(library(null))
    const author = await field('author_id')
    const edit = async (): Promise<ReturnType<typeof within>> => {
      await user.click(await author.findByRole('button', { name: 'Edit Author' }))
      const drawer = within(await screen.findByRole('dialog', { name: 'Author' }))
      await user.type(await drawer.findByLabelText(/^Name/), '!')
      return drawer
    }
    await user.click((await edit()).getByRole('button', { name: 'Cancel' }))
    const question = await screen.findByRole('dialog', { name: 'Discard what you typed?' })
    await user.click(within(question).getByRole('button', { name: 'Discard' }))
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    await user.click((await edit()).getByRole('button', { name: 'Apply' }))
    await author.findByText('Ada!')
    expect(await save()).toEqual({ author_id: { id: 1, name: 'Ada!' } })
  })

  it('is not given up by Escape, however close that follows upon a letter', async () => {
    const { user, field } = openBook(library(null))
    const author = await field('author_id')
    await user.click(await author.findByRole('button', { name: 'Edit Author' }))
    const drawer = within(await screen.findByRole('dialog', { name: 'Author' }))
    const name = await drawer.findByLabelText(/^Name/)
    // Nothing is painted between the two.
    act(() => {
      fireEvent.change(name, { target: { value: 'Ada!' } })
      fireEvent.keyDown(name, { key: 'Escape' })
    })
    await screen.findByRole('dialog', { name: 'Discard what you typed?' })
    expect(name).toHaveProperty('value', 'Ada!')
  })

  it('offers only what one may do', async () => {
    const { user, field } = openBook(library(null, { authors: { actions: ['read'] } }))
    const author = await field('author_id')
    await user.click(await author.findByRole('button', { name: 'Edit Author' }))
    const drawer = within(await screen.findByRole('dialog', { name: 'Author' }))
    expect(await drawer.findByLabelText('Name')).toHaveProperty('disabled', true)
    expect(drawer.queryByRole('button', { name: 'Apply' })).toBeNull()

    const second = await openBook(library(null, { authors: { actions: ['read'] } }), '2').field(
      'author_id',
    )
    await second.findByText('Nothing chosen')
    expect(second.queryByRole('button', { name: 'Create Author' })).toBeNull()

    const read = await openBook(library(null, { books: { actions: ['read'] } })).field('author_id')
    expect(await read.findByRole('button', { name: 'Author' })).toHaveProperty('disabled', true)
    expect(read.queryByRole('button', { name: 'Clear' })).toBeNull()
  })

  it('is saved once, however slow the server is', async () => {
    const wire = library(null)
    const { user, field, save } = openBook(wire)
    const author = await field('author_id')
    await user.click(await author.findByRole('button', { name: 'Clear' }))
    const answer = wire.hold()
    const saved = save()
    const button = screen.getByRole('button', { name: 'Save' })
    await user.click(button)
    await user.click(button)
    expect(wire.written).toEqual([])
    answer()
    expect(await saved).toEqual({ author_id: null })
    expect(wire.written).toHaveLength(1)
  })

  it('says what the server refuses of it, and of the item that it leads to', async () => {
    const wire = library(null)
    const { user, field, save } = openBook(wire, '2')
    const author = await field('author_id')
    await user.click(await author.findByRole('button', { name: 'Create Author' }))
    const drawer = within(await screen.findByRole('dialog', { name: 'New item of Author' }))
    await user.type(await drawer.findByLabelText(/^Name/), 'Ada')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    wire.refuse('RECORD_NOT_UNIQUE', { path: ['author_id'], field: 'name' })
    await save()
    await author.findByText('Name: Another item has this value already.')
    await user.click(author.getByRole('button', { name: 'Edit Author' }))
    await screen.findByText('Another item has this value already.')
    const again = within(await screen.findByRole('dialog', { name: 'New item of Author' }))
    await user.type(again.getByLabelText(/^Name/), ' II')
    await user.click(again.getByRole('button', { name: 'Apply' }))
    expect(await save()).toEqual({ author_id: { name: 'Ada II' } })
  })
})
