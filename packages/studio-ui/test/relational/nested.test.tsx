// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { library, openBook } from './library.js'

describe('a tree', { timeout: 60_000 }, () => {
  it('opens what is below, and saves it with the item above', async () => {
    const { user, field, save } = openBook(library('parts'))
    const parts = await field('parts')
    await parts.findByText('Trunk')
    expect(parts.queryByText('Branch')).toBeNull()
    await user.click(parts.getByRole('button', { name: 'Show what is below: Trunk' }))
    await user.click(await parts.findByText('Branch'))
    const drawer = within(await screen.findByRole('dialog', { name: 'Books' }))
    await user.type(await drawer.findByLabelText('Title'), '!')
    await user.click(drawer.getByRole('button', { name: 'Apply' }))
    await parts.findByText('Branch!')
    expect(await save()).toEqual({
      parts: { update: [{ id: 3, parts: { update: [{ id: 4, title: 'Branch!' }] } }] },
    })
  })
})

describe('translations', { timeout: 60_000 }, () => {
  it('are changed, and made where a language has none', async () => {
    const { user, field, save } = openBook(library('translations'))
    const translations = await field('translations')
    await user.type(await translations.findByLabelText('Blurb'), '!')
    await user.click(translations.getByRole('combobox', { name: 'Translations: Language' }))
    await user.click(await screen.findByRole('option', { name: 'German' }))
    await user.type(await translations.findByLabelText('Blurb'), 'Wörter')
    expect(await save()).toEqual({
      translations: {
        create: [{ blurb: 'Wörter', code: 'de' }],
        update: [{ id: 1, blurb: 'Words!' }],
      },
    })
  })

  it.each([
    [true, 'English'],
    [false, 'German'],
  ])("begin with the reader's language: %s", async (userLanguage, first) => {
    const options = { userLanguage, defaultLanguage: 'de' }
    const aliases = { translations: { interface: 'translations', options } }
    const { field } = openBook(library('translations', { books: { aliases } }))
    const translations = await field('translations')
    await translations.findByLabelText('Blurb')
    const language = translations.getByRole('combobox', { name: 'Translations: Language' })
    expect(language).toHaveProperty('value', first)
  })

  it('stand side by side', async () => {
    const { user, field } = openBook(library('translations'))
    const translations = await field('translations')
    await user.click(await translations.findByRole('switch', { name: 'Two side by side' }))
    const blurbs: readonly HTMLElement[] = await translations.findAllByLabelText('Blurb')
    const values = blurbs.map((each) => Reflect.get(each, 'value') as unknown)
    expect(values).toEqual(['Words', ''])
  })

  it('are read only where one may not change them', async () => {
    const translations = await openBook(
      library('translations', { books: { actions: ['read'] } }),
    ).field('translations')
    expect(await translations.findByLabelText('Blurb')).toHaveProperty('disabled', true)
  })
})
