import { describe, expect, it } from 'vitest'
import { escapeMarkdown, mentionedIds, openMention, withIds, withNames } from './mentions.js'

const ADA = '4f7d1a2b-0000-4000-8000-000000000001'
const ANN = '4f7d1a2b-0000-4000-8000-000000000002'

describe('people in comments', () => {
  it('are written by name and sent by id', () => {
    const mentioned = { Ada: ANN, 'Ada Lovelace': ADA }
    const text = 'Thanks, @Ada Lovelace and @Ada! Not @Adalbert, nor ada@Ada.example.'
    expect(withIds(text, mentioned)).toBe(
      `Thanks, @${ADA} and @${ANN}! Not @Adalbert, nor ada@${ANN}.example.`,
    )
    expect(withIds('a.b', { 'a.b': ADA })).toBe('a.b')
    expect(withIds('@axb @a.b', { 'a.b': ADA })).toBe(`@axb @${ADA}`)
  })

  it('are found, each once', () => {
    expect(mentionedIds(`@${ADA} @${ADA.toUpperCase()} @${ANN}-x @nobody`)).toEqual([ADA])
    expect(withNames(`Hi @${ADA}!`, () => '@Ada')).toBe('Hi @Ada!')
  })

  it('are suggested while somebody types', () => {
    expect(openMention('Hello @ad', 9)).toEqual({ from: 6, term: 'ad' })
    expect(openMention('@', 1)).toEqual({ from: 0, term: '' })
    expect(openMention('ada@example', 11)).toBeNull()
    expect(openMention('@ada is', 7)).toBeNull()
  })

  it('keep their signs in Markdown', () => {
    expect(escapeMarkdown('_a_ [b](c)')).toBe(String.raw`\_a\_ \[b\]\(c\)`)
  })
})
