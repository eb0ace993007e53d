// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { field } from '../field.js'
import { openForm } from '../form.js'

const collections = {
  '/collections': [
    {
      collection: 'orders',
      meta: null,
      schema: { name: 'orders', kind: 'table', actions: [], primary_key: [] },
    },
    {
      collection: 'notes',
      meta: null,
      schema: { name: 'notes', kind: 'table', actions: [], primary_key: [] },
    },
  ],
}

describe('what is put together', () => {
  it('is a list of objects, in the order that the keyboard gives it', async () => {
    const fields = [
      { field: 'name', type: 'string' },
      { field: 'amount', type: 'integer' },
    ]
    const { user, read } = openForm(
      [field('lines', { type: 'json', interface: 'list', options: { fields } })],
      { lines: [{ name: 'first', amount: 1 }] },
    )
    await user.click(screen.getByRole('button', { name: 'Create new' }))
    await user.type(screen.getByLabelText('Name'), 'second')
    await user.type(screen.getByLabelText('Amount'), '2')
    expect(read()).toEqual({
      lines: [
        { name: 'first', amount: 1 },
        { name: 'second', amount: 2 },
      ],
    })
    await user.click(screen.getByRole('button', { name: 'Remove first' }))
    expect(read()).toEqual({ lines: [{ name: 'second', amount: 2 }] })
  })

  it('is the name of a collection, or of several', async () => {
    const { user, read } = openForm(
      [
        field('one', { interface: 'system-collection' }),
        field('some', { type: 'json', interface: 'system-collections' }),
      ],
      {},
      collections,
    )
    await user.click(screen.getByRole('combobox', { name: 'one' }))
    await user.click(await screen.findByRole('option', { name: 'Notes' }))
    await user.click(screen.getByRole('combobox', { name: 'some' }))
    await user.click(await screen.findByRole('option', { name: 'Orders' }))
    expect(read()).toEqual({ one: 'notes', some: ['orders'] })
  })

  it('is a filter of the collection that another field names', async () => {
    const { user, read } = openForm(
      [
        field('of', { interface: 'system-collection' }),
        field('rule', {
          type: 'json',
          interface: 'system-filter',
          options: { collectionField: 'of' },
        }),
      ],
      { rule: { name: { _eq: 'a' } } },
      collections,
    )
    expect(screen.getByText('Choose a collection first.')).toBeTruthy()
    await user.click(screen.getByRole('combobox', { name: 'of' }))
    await user.click(await screen.findByRole('option', { name: 'Notes' }))
    const asText = await screen.findByRole('button', { name: 'Edit as text' })
    await user.click(asText)
    const text = screen.getByRole('textbox', { name: 'Filter as JSON' })
    await user.clear(text)
    await user.click(text)
    await user.paste('{"name":{"_eq":"b"}}')
    expect(read()).toEqual({ of: 'notes', rule: { name: { _eq: 'b' } } })
  })
})

describe('what a form says besides its fields', () => {
  it('stands in groups, keeps those with something wrong open, and shows links that are safe', async () => {
    const alias = { isAlias: true, type: 'alias' } as const
    const { user, read } = openForm(
      [
        field('more', { ...alias, interface: 'group-detail', options: { start: 'closed' } }),
        field('name', { group: 'more', required: true }),
        field('line', {
          ...alias,
          interface: 'presentation-divider',
          options: { title: 'Below the line' },
        }),
        field('hint', {
          ...alias,
          interface: 'presentation-notice',
          options: { text: 'Mind it.' },
        }),
        field('links', {
          ...alias,
          interface: 'presentation-links',
          options: {
            links: [
              { label: 'Shop', url: 'https://shop.example/{{ code }}' },
              { label: 'Bad', url: 'javascript:alert(1)' },
            ],
          },
        }),
      ],
      { code: 7, name: 'x' },
    )
    expect(screen.getByText('Below the line')).toBeTruthy()
    expect(screen.getByText('Mind it.')).toBeTruthy()
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Shop' }).href).toBe(
      'https://shop.example/7',
    )
    expect(screen.queryByText('Bad')).toBeNull()
    const group = screen.getByRole('button', { name: 'more' })
    expect(group.getAttribute('aria-expanded')).toBe('false')
    await user.click(group)
    await user.clear(await screen.findByRole('textbox', { name: 'name' }))
    expect(read()).toBeNull()
    expect(await screen.findByText('A value is needed here.')).toBeTruthy()
    await user.click(group)
    expect(group.getAttribute('aria-expanded')).toBe('true')
  })

  it('has icons, a title in the line or above it, and help that opens', async () => {
    const alias = { isAlias: true, type: 'alias' } as const
    const { user } = openForm([
      field('line', {
        ...alias,
        interface: 'presentation-divider',
        options: { title: 'Above the line', icon: 'star', inlineTitle: false },
      }),
      field('head', {
        ...alias,
        interface: 'header',
        options: {
          title: 'A head',
          icon: 'home',
          help: 'Read **this**.',
          helpDisplayMode: 'modal',
        },
      }),
      field('more', { ...alias, interface: 'group-detail', options: { headerIcon: 'key' } }),
      field('name', { group: 'more' }),
    ])
    const title = screen.getByText('Above the line')
    expect(title.closest('[role=separator]')).toBeNull()
    for (const icon of ['star', 'home', 'key'])
      expect(document.querySelector(`svg.tabler-icon-${icon}`)).not.toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show help' }))
    const help = await screen.findByRole('dialog', { name: 'Help' })
    const strong = await within(help).findByText('this')
    expect(strong.tagName).toBe('STRONG')
  })

  it('has help in the language of the reader', async () => {
    const options = {
      help: 'For all.',
      enableHelpTranslations: true,
      helpTranslations: [
        { language: 'de-DE', translation: 'Für alle.' },
        { language: 'en-US', translation: 'For the English.' },
      ],
    }
    const said = { isAlias: true, type: 'alias', interface: 'header' } as const
    openForm([
      field('one', { ...said, options }),
      field('two', { ...said, options: { ...options, enableHelpTranslations: false } }),
    ])
    expect(await screen.findByText('For the English.')).toBeTruthy()
    expect(await screen.findByText('For all.')).toBeTruthy()
  })
})
