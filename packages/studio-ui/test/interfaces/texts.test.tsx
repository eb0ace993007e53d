// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { field } from '../field.js'
import { openForm } from '../form.js'

const box = (name: string): HTMLInputElement =>
  screen.getByLabelText<HTMLInputElement>(name, { selector: 'input, textarea' })

afterEach(() => vi.unstubAllGlobals())

describe('what is written', () => {
  it('is a line of text, with its rules', async () => {
    const { user, read } = openForm([
      field('plain', { options: { trim: true } }),
      field('slug', { options: { slug: true } }),
      field('short', { maxLength: 3 }),
    ])
    await user.type(box('plain'), ' a b ')
    await user.type(box('slug'), 'Ärger & Co')
    await user.type(box('short'), 'abcd')
    expect(read()).toBeNull()
    expect(await screen.findByText('At most 3 characters.')).toBeTruthy()
    await user.type(box('short'), '{Backspace}')
    expect(read()).toEqual({ plain: 'a b', slug: 'arger-co', short: 'abc' })
  })

  it('is a number that keeps its digits and moves by steps', async () => {
    const number = { type: 'decimal', options: { step: 0.1, max: 2 } } as const
    const { user, read } = openForm(
      [field('price', number), field('huge', { type: 'bigInteger' })],
      {
        price: '1.8',
      },
    )
    await user.type(box('huge'), '9007199254740993')
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.type(box('price'), '{ArrowUp}{ArrowUp}')
    expect(box('price').value).toBe('2.0')
    expect(read()).toEqual({ price: '2.0', huge: '9007199254740993' })
    await user.clear(box('price'))
    await user.type(box('price'), '3')
    expect(read()).toBeNull()
  })

  it('is several lines', async () => {
    const { user, read } = openForm([field('text', { interface: 'input-multiline' })])
    await user.type(box('text'), 'one{Enter}two')
    expect(read()).toEqual({ text: 'one\ntwo' })
  })

  it('is a secret that is never shown, and changes only where one is typed', async () => {
    const secret = field('secret', { type: 'hash', interface: 'input-hash' })
    const { user, read } = openForm([secret], { secret: '**********' })
    expect(box('secret').value).toBe('')
    expect(box('secret').placeholder).toBe('A value is set')
    expect(read()).toEqual({})
    await user.type(box('secret'), 'new')
    expect(read()).toEqual({ secret: 'new' })
  })

  it('is a day or a time, typed or set to now', async () => {
    const { user, read } = openForm(
      [
        field('day', { type: 'date', interface: 'datetime' }),
        field('at', { type: 'time', interface: 'datetime' }),
        field('exact', { type: 'time', interface: 'datetime' }),
      ],
      { exact: '10:20:30' },
    )
    fireEvent.change(box('day'), { target: { value: '2026-02-28' } })
    fireEvent.change(box('at'), { target: { value: '09:30' } })
    expect(box('at').step).toBe('60')
    expect(box('exact').step).toBe('1')
    expect(read()).toEqual({ day: '2026-02-28', at: '09:30:00' })
    await user.click(screen.getAllByRole('button', { name: 'Set to now' })[0] as HTMLElement)
    expect(read()?.['day']).toMatch(/^20\d\d-\d\d-\d\d$/)
  })

  it('is a moment by the clock of a zone, read in the words of the field', async () => {
    const tz = { tz: 'Asia/Tokyo', use24: false, format: 'short' }
    const { read } = openForm(
      [
        field('at', { type: 'timestamp', interface: 'datetime', options: tz }),
        field('ago', { type: 'date', interface: 'datetime', options: { relative: true } }),
        field('plain', { type: 'date', interface: 'datetime', note: 'A day' }),
      ],
      { at: '2026-11-05T14:05:00Z', ago: '1999-01-01', plain: '2026-01-01' },
    )
    expect(box('at').value).toContain('2026-11-05T23:05')
    expect(screen.getByText('05/11/2026, 11:05 pm (Asia/Tokyo)')).toBeTruthy()
    expect(screen.getByText(/^\d+ years ago$/)).toBeTruthy()
    fireEvent.change(box('at'), { target: { value: '2026-11-05T09:00' } })
    expect(read()).toEqual({ at: '2026-11-05T00:00:00.000Z' })
  })

  it('is one of the suggestions of an API, or anything else', async () => {
    const said = { interface: 'input-autocomplete-api', options: { url: '' } }
    const { user, read } = openForm([field('place', said)])
    await user.type(box('place'), 'Zürich')
    expect(read()).toEqual({ place: 'Zürich' })
  })

  it.each([
    ['throttle', ['a', 'abc']],
    ['debounce', ['abc']],
  ])('asks for suggestions so often, as its trigger says: %s', async (trigger, asked) => {
    const sent: string[] = []
    vi.stubGlobal('fetch', (address: string) => {
      sent.push(address)
      return Promise.resolve(Response.json([]))
    })
    const url = 'https://places.example/{{value}}'
    const looks = { font: 'serif', iconLeft: 'search', iconRight: 'map' }
    const options = { url, trigger, rate: 1000, ...looks }
    openForm([field('place', { interface: 'input-autocomplete-api', options })])
    for (const value of ['a', 'ab', 'abc']) fireEvent.change(box('place'), { target: { value } })
    const expected = asked.map((value) => `https://places.example/${value}`)
    await waitFor(() => expect(sent).toEqual(expected))
    expect(box('place').style.fontFamily).toBe('serif')
    expect(document.querySelector('svg.tabler-icon-search')).not.toBeNull()
    await waitFor(() => expect(document.querySelector('svg.tabler-icon-map')).not.toBeNull())
  })

  it('is Markdown with what is left of its length, and a font for what is read', async () => {
    const options = { defaultView: 'preview', softLength: 14, previewFont: 'serif' }
    const said = { type: 'text', interface: 'input-rich-text-md', options } as const
    openForm([field('text', said)], { text: 'Some **bold**' })
    expect(screen.getByText('1')).toBeTruthy()
    const bold = await screen.findByText('bold')
    expect(bold.closest('[style*="font-family: serif"]')).not.toBeNull()
  })

  it('is HTML in a font, with what is left of its length by what is read', async () => {
    const options = { font: 'serif', softLength: 10 }
    const said = { type: 'text', interface: 'input-rich-text-html', options } as const
    openForm([field('story', said)], { story: '<p>Some <strong>bold</strong></p>' })
    expect(screen.getByText('1')).toBeTruthy()
    const bold = await screen.findByText('bold')
    expect(bold.closest('[style*="font-family: serif"]')).not.toBeNull()
  })
})
