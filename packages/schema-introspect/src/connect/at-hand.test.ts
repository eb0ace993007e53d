import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AtHand } from './at-hand.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function atHand(): { readonly kept: AtHand<string>; readonly givenBack: string[] } {
  const givenBack: string[] = []
  return { kept: new AtHand((client) => givenBack.push(client)), givenBack }
}

describe('AtHand', () => {
  it('has what was kept last, and nothing where nothing was kept', () => {
    const { kept } = atHand()
    kept.keep('a')
    kept.keep('b')
    expect([kept.take(), kept.take(), kept.take()]).toEqual(['b', 'a', undefined])
  })

  it('gives back what nobody takes, and keeps what is used', () => {
    const { kept, givenBack } = atHand()
    kept.keep('idle')
    kept.keep('busy')
    for (let second = 0; second < 3; second++) {
      vi.advanceTimersByTime(1_000)
      kept.keep(kept.take() ?? 'none')
    }
    expect(givenBack).toEqual(['idle'])
    vi.advanceTimersByTime(3_000)
    expect(givenBack).toEqual(['idle', 'busy'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('drops what broke, once', () => {
    const { kept, givenBack } = atHand()
    kept.keep('a')
    expect([kept.drop('a'), kept.drop('a')]).toEqual([true, false])
    expect(kept.take()).toBeUndefined()
    expect(givenBack).toEqual([])
  })

  it('gives everything back once it is closed', () => {
    const { kept, givenBack } = atHand()
    kept.keep('a')
    kept.close()
    kept.keep('late')
    expect(givenBack).toEqual(['a', 'late'])
    expect(vi.getTimerCount()).toBe(0)
  })
})
