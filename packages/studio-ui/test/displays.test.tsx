// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { displays } from '@relvar/data-model/catalogue'
import { describe, expect, it } from 'vitest'
import { displays as ours } from '../src/displays/displays.js'
import { Value } from '../src/displays/value.js'
import type { StudioField } from '../src/schema/studio-field.js'
import { createWireClient } from '../src/wire/wire-client.js'
import { fakeWire } from './fake-wire.js'
import { field } from './field.js'
import { showPage } from './page.js'

/** Shows one value, and tells what of it is read. */
function shown(value: unknown, said: Partial<StudioField>): HTMLElement {
  const client = createWireClient({ url: 'http://wire', fetch: fakeWire({}).fetch })
  showPage(
    client,
    <main aria-label="shown">{<Value field={field('x', said)} value={value} />}</main>,
  )
  return screen.getByRole('main')
}

function textOf(value: unknown, display: string, displayOptions = {}, more = {}): string {
  return shown(value, { display, displayOptions, ...more }).textContent ?? ''
}

/** What rests on files, which are not there yet, and lists, which are no columns. */
const LATER = ['file', 'image', 'translations']

describe('displays', () => {
  it('are those of the catalogue', () => {
    const known = [...Object.keys(ours), 'raw', ...LATER]
    expect(known.toSorted()).toEqual(displays.map(({ id }) => id).toSorted())
  })

  it('write dates as the field wants them', () => {
    const of = (options: object, type: StudioField['type'] = 'timestamp'): string =>
      textOf('2026-11-05T14:05:09Z', 'datetime', options, { type })
    expect(of({ tz: 'Asia/Tokyo' })).toBe('5 Nov 2026, 23:05')
    expect(of({ tz: 'UTC', includeSeconds: true })).toBe('5 Nov 2026, 14:05:09')
    expect(of({ tz: 'UTC', use24: false })).toBe('5 Nov 2026, 02:05 pm')
    expect(of({ tz: 'UTC', format: 'short' })).toBe('05/11/2026, 14:05')
    expect(of({ tz: 'UTC', format: "EEE d MMMM yyyy 'at' HH:mm" })).toBe(
      'Thu 5 November 2026 at 14:05',
    )
    expect(of({ tz: 'Nowhere/Else', format: 'yyyy' })).toBe('2026')
    expect(textOf('09:05:00', 'datetime', { use24: false }, { type: 'time' })).toBe('09:05 am')
  })

  it('tell how long ago something was, rounded and with or without "ago"', () => {
    const at = new Date(Date.now() - 1.6 * 86_400_000).toISOString()
    const of = (options: object): string =>
      textOf(at, 'datetime', { relative: true, ...options }, { type: 'timestamp' })
    expect(of({})).toBe('2 days ago')
    expect(of({ round: 'floor' })).toBe('yesterday')
    expect(of({ round: 'floor', strict: true })).toBe('1 day ago')
    expect(of({ round: 'floor', suffix: false })).toBe('1 day')
  })

  it('say true and false in words and icons of the field', () => {
    expect(textOf(true, 'boolean', { labelOn: 'Paid' })).toBe('Paid')
    const main = shown(false, {
      display: 'boolean',
      displayOptions: { labelOff: 'Open', colorOff: '#cc0000', iconOff: 'warning' },
    })
    expect(main.textContent).toBe('Open')
    expect(main.querySelector('svg.tabler-icon-alert-triangle')).not.toBeNull()
  })

  it('style values by conditions, in colours that can be read', () => {
    const conditionalFormatting = [
      { operator: 'gte', value: 100, background: '#ffee00', color: '#ffffff', text: 'Much' },
      { operator: 'gte', value: 1000, icon: 'star' },
    ]
    const options = { suffix: ' €', conditionalFormatting }
    expect(textOf('9.50', 'formatted-value', options)).toBe('9.50 €')
    expect(textOf('100.00', 'formatted-value', options)).toBe('Much €')
    const main = shown('1000', { display: 'formatted-value', displayOptions: options })
    expect(main.querySelector('svg.tabler-icon-star')).not.toBeNull()
    // White on yellow cannot be read.
    expect(main.querySelector<HTMLElement>('[style*="background"]')?.style.color).toBe(
      'rgb(0, 0, 0)',
    )
  })

  it('write JSON by a template, the icon of a name, and kinds of files', () => {
    expect(textOf([{ a: 1 }, { a: 2 }], 'formatted-json-value', { format: 'No. {{a}}' })).toBe(
      'No. 1, No. 2',
    )
    expect(textOf({ a: 1 }, 'formatted-json-value')).toBe('{"a":1}')
    shown('home', { display: 'icon' })
    expect(screen.getByRole('img', { name: 'home' })).toBeDefined()
    expect(textOf('no_such_icon', 'icon')).toBe('no_such_icon')
    expect(textOf('image/jpeg', 'mime-type')).toBe('JPEG image')
    expect(textOf('text/plain; charset=utf-8', 'mime-type', { showAsExtension: true })).toBe('txt')
    expect(textOf('application/vnd.rar', 'mime-type')).toBe('RAR file')
  })

  it('show labels as dots, stars as a number, and the colour where there is none', () => {
    const choices = [{ value: 'a', text: 'First', background: '#112233', foreground: '#111111' }]
    shown('a', { display: 'labels', displayOptions: { choices, showAsDot: true } })
    expect(screen.getByRole('img', { name: 'First' })).toBeDefined()
    const label = shown('a', { display: 'labels', displayOptions: { choices } })
    expect(label.querySelector<HTMLElement>('[style*="background"]')?.style.color).toBe(
      'rgb(255, 255, 255)',
    )
    expect(textOf(4, 'rating', { simple: true })).toBe('4')
    expect(textOf(null, 'color', { defaultColor: '#336699' })).toBe('#336699')
    expect(textOf(null, 'color')).toBe('–')
  })

  it('name users by what there is of them', () => {
    const related = { collection: 'users', key: 'id' }
    const ada = { id: 1, first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' }
    expect(textOf(ada, 'user', { display: 'name' }, { related })).toBe('Ada Lovelace')
    expect(
      textOf({ id: 1, email: 'ada@example.com' }, 'user', { display: 'name' }, { related }),
    ).toBe('ada@example.com')
    shown(ada, { display: 'user', displayOptions: { display: 'avatar' }, related })
    expect(screen.getByRole('img', { name: 'Ada Lovelace' }).textContent).toBe('AL')
  })
})
