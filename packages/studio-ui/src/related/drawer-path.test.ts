import { describe, expect, it } from 'vitest'
import { readDrawerPath, writeDrawerPath } from './drawer-path.js'

describe('the drawers in an address', () => {
  it('come back as they were, whatever fields and keys are called', () => {
    const steps = [
      { field: 'Order Details', key: '1,3' },
      { field: 'a/b:c', key: 'x%2Cy/z' },
      { field: 'tags', key: '+' },
    ]
    expect(readDrawerPath(writeDrawerPath(steps))).toEqual(steps)
  })

  it('are none where the address says nothing that can be read', () => {
    expect(readDrawerPath('')).toEqual([])
    expect(readDrawerPath('a:%E0%A4%A')).toEqual([])
  })
})
