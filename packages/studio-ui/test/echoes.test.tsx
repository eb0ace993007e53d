// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useEchoes } from '../src/provider/use-echoes.js'

function held(): { readonly at: (value: string) => readonly string[]; readonly type: Typed } {
  const others: string[] = []
  const { rerender, result } = renderHook(
    ({ value }) => useEchoes(value, () => others.push(value)),
    { initialProps: { value: '' } },
  )
  return {
    type: (text) => result.current(text),
    at(value) {
      rerender({ value })
      return others.splice(0)
    },
  }
}
type Typed = (text: string) => boolean

it('takes nothing over of what was told, however late it comes back', () => {
  const { at, type } = held()
  expect(['1', '10', '100'].map(type)).toEqual([true, true, true])
  expect(at('1')).toEqual([])
  expect(at('100')).toEqual([])
  expect(type('100')).toBe(false)
})

it('takes over what the other changed', () => {
  const { at, type } = held()
  type('1')
  expect(at('1')).toEqual([])
  expect(at('')).toEqual([''])
  expect(at('1')).toEqual(['1'])
  type('12')
  expect(at('other')).toEqual(['other'])
  expect(at('12')).toEqual(['12'])
})
