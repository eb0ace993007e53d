import { describe, expect, it } from 'vitest'
import { command, compound, fitsCompound } from './compound.js'

describe('statements sent as one', () => {
  it('keep their order, and that of their parameters', () => {
    const parts = [
      { sql: 'insert into a (x) values (?)', parameters: ['one'] },
      { sql: 'insert into b (x, y) values (?, ?)', parameters: [2, null] },
      command('commit'),
    ]
    expect(compound(parts)).toEqual({
      sql: 'begin not atomic insert into a (x) values (?); insert into b (x, y) values (?, ?); commit; end',
      parameters: ['one', 2, null],
    })
  })

  it('may be compound themselves', () => {
    const pair = compound([command('insert into a (x) values (1)'), command('select 1')])
    expect(fitsCompound(pair)).toBe(true)
    expect(compound([pair, command('commit')]).sql).toBe(
      'begin not atomic insert into a (x) values (1); select 1; commit; end',
    )
  })

  it('are such as cannot be more than one', () => {
    const fits = (sql: string): boolean => fitsCompound(command(sql))
    expect(fits('select 1')).toBe(true)
    expect(fits('(select 1) union (select 2)')).toBe(true)
    expect(fits('insert into a (x) values (?) returning id')).toBe(true)
    expect(fits('select 1; drop table a')).toBe(false)
    expect(fits('select 1 -- the rest')).toBe(false)
    expect(fits('select 1 # the rest')).toBe(false)
    expect(fits('select 1 /* the rest')).toBe(false)
    expect(fits('create table a (id integer)')).toBe(false)
    expect(fits('set @a = 1')).toBe(false)
  })
})
