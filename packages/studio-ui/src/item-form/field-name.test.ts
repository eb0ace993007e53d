import { describe, expect, it } from 'vitest'
import { get, set } from 'react-hook-form'
import { fieldName } from './field-name.js'

describe('the name of a column in a form', () => {
  it('is no path, whatever the column is called', () => {
    const columns = ['a.b', 'a', 'a[0]', 'Unit Price', '0', '"q"', 'größe', 'a$2e$b', '😀']
    const values: Record<string, unknown> = {}
    for (const column of columns) set(values, fieldName(column), column)
    expect(Object.keys(values)).toHaveLength(columns.length)
    for (const column of columns) expect(get(values, fieldName(column))).toBe(column)
  })
})
