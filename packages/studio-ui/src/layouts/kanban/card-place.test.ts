import { describe, expect, it } from 'vitest'
import { placeBefore, placeBeside } from './card-place.js'

const card = (key: string, position: number | null) => ({ key, item: { position } })
const cards = [card('a', 10), card('b', 20), card('c', 30)]
const ordered = { cards, sortField: 'position' }

describe('the place of a card', () => {
  it('is that of the card below it where it goes up, and above it where it goes down', () => {
    expect(placeBefore(cards[2]!, 'a', ordered)).toEqual({ before: 'a', goal: 'a' })
    expect(placeBefore(cards[0]!, 'c', ordered)).toEqual({ before: 'c', goal: 'b' })
    expect(placeBefore(cards[0]!, null, ordered)).toEqual({ before: null, goal: 'c' })
    expect(placeBefore(cards[1]!, 'c', ordered)).toEqual({ before: 'c', goal: null })
  })

  it('is found among the cards of another column', () => {
    expect(placeBefore(card('z', 50), 'b', ordered)).toEqual({ before: 'b', goal: 'b' })
    expect(placeBefore(card('z', 5), 'b', ordered)).toEqual({ before: 'b', goal: 'a' })
    expect(placeBefore(card('z', 15), 'b', ordered)).toEqual({ before: 'b', goal: null })
    expect(placeBefore(card('z', 5), null, ordered)).toEqual({ before: null, goal: 'c' })
    expect(placeBefore(card('z', 5), null, { ...ordered, cards: [] })).toEqual({
      before: null,
      goal: null,
    })
  })

  it('is made where cards have none, or the same', () => {
    expect(placeBefore(card('z', null), 'b', ordered).goal).toBe('b')
    expect(placeBefore(card('z', 20), 'b', ordered).goal).toBe('b')
    const none = [card('a', null), card('b', null)]
    expect(placeBefore(card('z', 7), null, { ...ordered, cards: none }).goal).toBe('b')
  })

  it('is one up or down', () => {
    expect(placeBeside(cards[1]!, -1, ordered)).toEqual({ before: 'a', goal: 'a' })
    expect(placeBeside(cards[1]!, 1, ordered)).toEqual({ before: null, goal: 'c' })
    expect(placeBeside(cards[0]!, 1, ordered)).toEqual({ before: 'c', goal: 'b' })
    expect(placeBeside(cards[0]!, -1, ordered)).toBeNull()
    expect(placeBeside(cards[2]!, 1, ordered)).toBeNull()
  })
})
