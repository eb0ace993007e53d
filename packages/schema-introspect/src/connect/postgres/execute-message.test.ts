import { describe, expect, it } from 'vitest'
import {
  areScalars,
  commandMessage,
  executeEachMessage,
  executeMessage,
} from './execute-message.js'

describe('executeMessage', () => {
  it('is Bind, Execute and Sync as the protocol has them', () => {
    const bind = 'B\0\0\0\x1d\0s1\0\0\0\0\x03\0\0\0\x02\xc3\xa4\xff\xff\xff\xff\0\0\0\x017\0\0'
    const message = executeMessage('s1', ['ä', null, 7])
    expect(message.toString('latin1')).toBe(`${bind}E\0\0\0\x09\0\0\0\0\0S\0\0\0\x04`)
  })

  it('says every scalar as text', () => {
    const message = executeMessage('s', [true, 9_007_199_254_740_993n, undefined, -0.5, ''])
    expect(message.toString('latin1')).toContain(
      '\0\0\0\x04true\0\0\0\x109007199254740993\xff\xff\xff\xff\0\0\0\x04-0.5\0\0\0\0\0\0E',
    )
  })

  it('goes out with the commands before and after it as one unit', () => {
    const begin = commandMessage('begin')
    const unnamed = 'B\0\0\0\x0c\0\0\0\0\0\0\0\0E\0\0\0\x09\0\0\0\0\0'
    expect(begin.toString('latin1')).toBe(`P\0\0\0\x0d\0begin\0\0\0${unnamed}`)
    const after = commandMessage('commit')
    const alone = executeMessage('s1', ['a'])
    const sync = alone.subarray(-5)
    expect(sync.toString('latin1')).toBe('S\0\0\0\x04')
    const together = executeMessage('s1', ['a'], { before: begin, after })
    expect(together).toEqual(Buffer.concat([begin, alone.subarray(0, -5), after, sync]))
  })

  it('runs a statement several times as one unit', () => {
    const [one, two] = [['a'], [null]].map((each) => executeMessage('s1', each))
    const sync = one?.subarray(-5) ?? Buffer.alloc(0)
    const parts = [one, two].map((each) => each?.subarray(0, -5) ?? Buffer.alloc(0))
    expect(executeEachMessage('s1', [['a'], [null]])).toEqual(Buffer.concat([...parts, sync]))
  })

  it('tells what is no scalar', () => {
    expect(areScalars(['a', 1, 1n, true, null, undefined])).toBe(true)
    for (const value of [new Date(0), [1], { a: 1 }, Buffer.from('a')]) {
      expect(areScalars([value])).toBe(false)
    }
  })
})
