// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { field } from '../field.js'
import { openForm } from '../form.js'

const choices = [
  { value: 'a', text: 'Apple' },
  { value: 'b', text: 'Banana' },
]
const json = { type: 'json', options: { choices } } as const

describe('what is chosen', () => {
  it('is on, off, or neither', async () => {
    const { user, read } = openForm(
      [
        field('maybe', { type: 'boolean', interface: 'boolean' }),
        field('sure', { type: 'boolean', interface: 'boolean', nullable: false }),
      ],
      { maybe: null, sure: true },
    )
    await user.click(screen.getByRole('checkbox', { name: 'maybe' }))
    await user.click(screen.getByRole('switch', { name: 'sure' }))
    expect(read()).toEqual({ maybe: true, sure: false })
  })

  it('is one of a list, by keyboard; a foreign value stays', async () => {
    const said = { interface: 'select-dropdown', options: { choices } }
    const { user, read } = openForm([field('fruit', said), field('odd', said)], { odd: 'zzz' })
    await user.click(screen.getByRole('combobox', { name: 'fruit' }))
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'odd' }).value).toBe('zzz')
    expect(read()).toEqual({ fruit: 'b' })
  })

  it('is one of those in sight, or another one', async () => {
    const { user, read } = openForm([
      field('fruit', { interface: 'select-radio', options: { choices, allowOther: true } }),
    ])
    await user.click(screen.getByRole('radio', { name: 'Apple' }))
    expect(read()).toEqual({ fruit: 'a' })
    await user.type(screen.getByRole('textbox', { name: 'fruit: Another value' }), 'Fig')
    expect(read()).toEqual({ fruit: 'Fig' })
  })

  it('is several of a list', async () => {
    const { user, read } = openForm([
      field('many', { ...json, interface: 'select-multiple-dropdown' }),
      field('boxes', { ...json, interface: 'select-multiple-checkbox' }),
    ])
    await user.click(screen.getByRole('combobox', { name: 'many' }))
    await user.keyboard('{ArrowDown}{Enter}{ArrowDown}{Enter}')
    await user.click(screen.getByRole('checkbox', { name: 'Banana' }))
    expect(read()).toEqual({ many: ['a', 'b'], boxes: ['b'] })
  })

  it('is a branch of a tree with all below it', async () => {
    const tree = [{ value: 'fruit', text: 'Fruit', children: choices }]
    const { user, read } = openForm([
      field('tree', {
        ...json,
        options: { choices: tree, valueCombining: 'leaf' },
        interface: 'select-multiple-checkbox-tree',
      }),
    ])
    await user.click(screen.getByRole('checkbox', { name: 'Fruit' }))
    await user.click(screen.getByRole('checkbox', { name: 'Apple' }))
    expect(read()).toEqual({ tree: ['b'] })
  })

  it('is words of one’s own, in the letters that are asked for', async () => {
    const options = { capitalization: 'uppercase', alphabetize: true, whitespace: '-' }
    const { user, read } = openForm([field('tags', { type: 'json', interface: 'tags', options })])
    await user.type(
      screen.getByLabelText('tags', { selector: 'input' }),
      'red wine{Enter}beer{Enter}',
    )
    expect(read()).toEqual({ tags: ['BEER', 'RED-WINE'] })
  })

  it('is a colour', async () => {
    const { user, read } = openForm([field('colour', { interface: 'select-color' })])
    await user.click(screen.getByLabelText('colour', { selector: 'input' }))
    await user.paste('#ff0000')
    expect(read()).toEqual({ colour: '#ff0000' })
  })

  it('is an icon, by its name; one that is not among them stays', async () => {
    const said = { interface: 'select-icon' }
    const { user, read } = openForm([field('icon', said)], { icon: 'a_strange_one' })
    const box = screen.getByRole<HTMLInputElement>('combobox', { name: 'icon' })
    expect(box.value).toBe('A Strange One')
    await user.clear(box)
    await user.paste('home')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(read()?.['icon']).toContain('home')
  })

  it('is a number of a range, by arrows; one beyond it is typed', async () => {
    const said = {
      type: 'integer',
      interface: 'slider',
      options: { minValue: 1, maxValue: 5 },
    } as const
    const { user, read } = openForm([field('rating', said), field('beyond', said)], { beyond: 9 })
    await user.tab()
    await user.keyboard('{ArrowRight}')
    await user.keyboard('{ArrowRight}')
    const beyond = screen.getByRole('textbox', { name: 'beyond' })
    await user.clear(beyond)
    await user.type(beyond, '8')
    expect(read()).toEqual({ rating: 3, beyond: 8 })
  })
})

describe('how choices look', () => {
  it('is in the words, icons and colours of a toggle', () => {
    const options = { label: 'Paid', iconOff: 'close', colorOff: '#cc0000' }
    const said = { type: 'boolean', interface: 'boolean', options } as const
    openForm([field('paid', said), field('sent', { ...said, nullable: false })], {
      paid: false,
      sent: false,
    })
    const box = screen.getByRole('checkbox', { name: 'paid Paid' })
    expect(box.style.backgroundColor).toBe('rgb(204, 0, 0)')
    const toggle = screen.getByRole('switch', { name: 'sent Paid' })
    const track = toggle.parentElement?.querySelector<HTMLElement>('.mantine-Switch-track')
    expect(track?.style.backgroundColor).toBe('rgb(204, 0, 0)')
    expect(document.querySelectorAll('svg.tabler-icon-x')).toHaveLength(2)
  })

  it('is in icons for what is chosen and for what is not', () => {
    const options = { choices, iconOn: 'star', iconOff: 'circle' }
    openForm(
      [
        field('one', { interface: 'select-radio', options }),
        field('some', { type: 'json', interface: 'select-multiple-checkbox', options }),
      ],
      { one: 'a', some: ['b'] },
    )
    expect(document.querySelectorAll('svg.tabler-icon-star')).toHaveLength(2)
    const off = document.querySelectorAll<SVGElement>('svg.tabler-icon-circle')
    expect([...off].map(({ style }) => style.opacity)).toEqual(['1', '1'])
  })

  it.each([false, true])(
    'is their number where many are chosen, others allowed: %s',
    async (allowOther) => {
      const options = { choices, allowOther, previewThreshold: 1 }
      const said = { type: 'json', interface: 'select-multiple-dropdown', options } as const
      const { user } = openForm([field('many', said)], { many: ['a', 'b'] })
      expect(screen.getByText('2 selected')).toBeTruthy()
      await user.click(screen.getByRole('combobox', { name: 'many' }))
      expect(screen.queryByText('2 selected')).toBeNull()
      await user.tab()
      expect(await screen.findByText('2 selected')).toBeTruthy()
    },
  )
})
