import { describe, expect, it } from 'vitest'
import { noChanges, restored, wireOf, withChange, without, withNew } from './staged.js'

const line = { id: '1,2', identity: { sale_id: 1, line_no: 2 }, shown: {} }

describe('changes that wait for their item', () => {
  it('become one call, nested as deep as they are', () => {
    const author = {
      'relvar:staged': 'item',
      identity: { id: 7 },
      values: { name: 'Ada' },
      shown: {},
    } as const
    let lines = withNew(noChanges, { values: { quantity: 1, author }, shown: {} })
    lines = withChange(lines, { ...line, values: { quantity: 3 } })
    lines = without(lines, '1,3')
    expect(wireOf({ note: null, lines })).toEqual({
      note: null,
      lines: {
        create: [{ quantity: 1, author: { id: 7, name: 'Ada' } }],
        update: [{ sale_id: 1, line_no: 2, quantity: 3 }],
        delete: ['1,3'],
      },
    })
  })

  it('add up for one row, and can be taken back', () => {
    let lines = withChange(noChanges, { ...line, values: { quantity: 3 } })
    lines = withChange(lines, { ...line, values: { note: 'x' } })
    expect(lines.update[0]?.values).toEqual({ quantity: 3, note: 'x' })
    expect(restored(without(lines, '1,2'), '1,2')).toEqual(noChanges)
  })

  it('forget a new row that is taken out again, and never give its name to another', () => {
    let lines = withNew(noChanges, { values: { n: 1 }, shown: {} })
    lines = withNew(lines, { values: { n: 2 }, shown: {} })
    lines = withChange(without(lines, '+1'), { ...line, id: '+2', values: { n: 3 } })
    expect(wireOf({ lines })).toEqual({ lines: { create: [{ n: 3 }] } })
    expect(withNew(lines, { values: {}, shown: {} }).create.map(({ id }) => id)).toEqual([
      '+2',
      '+3',
    ])
  })
})
