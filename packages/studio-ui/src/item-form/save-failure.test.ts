import { describe, expect, it } from 'vitest'
import { english } from '../messages/english.js'
import { WireError } from '../wire/wire-error.js'
import type { FormField } from './form-fields.js'
import { problemsOf, refusedBelow, saveFailure } from './save-failure.js'

const fields = ['name', 'lines'].map((name) => ({ field: { name } }) as FormField)

function refusal(...extensions: readonly Readonly<Record<string, unknown>>[]): WireError {
  const code = 'FAILED_VALIDATION'
  return new WireError(
    400,
    extensions.map((each) => ({ message: `${String(each['field'])}!`, code, extensions: each })),
  )
}

describe('what a server refuses', () => {
  it('stands at its field, or at the one that leads to the related item', () => {
    const error = refusal(
      { field: 'name', path: [] },
      { field: 'unit_price', path: ['lines'] },
      { field: 'id', path: ['lines', 'product'] },
      { field: 'elsewhere', path: [] },
    )
    const { fields: refused, general } = saveFailure(error, fields, english)
    expect(problemsOf(refused)).toEqual({
      name: 'name!',
      lines: 'Unit Price: unit_price! Id: id!',
    })
    expect(general).toBe('elsewhere!')
    expect(problemsOf(refusedBelow(refused, ['lines']))).toEqual({
      unit_price: 'unit_price!',
      product: 'Id: id!',
    })
    expect(problemsOf(refusedBelow(refused, ['lines', 'product']))).toEqual({ id: 'id!' })
  })
})
