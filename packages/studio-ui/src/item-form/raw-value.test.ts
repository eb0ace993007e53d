import { describe, expect, it } from 'vitest'
import { field } from '../../test/field.js'
import { english } from '../messages/english.js'
import { rawText, readRaw } from './raw-value.js'

const value = (said: Parameters<typeof field>[1], text: string): unknown =>
  readRaw(field('any', said), text, english)

describe('raw values', () => {
  it('are the texts that fields hold, whatever they look like', () => {
    expect(value({}, '{"a":1}')).toEqual({ kind: 'value', value: '{"a":1}' })
    expect(value({ type: 'integer' }, '9007199254740993')).toEqual({
      kind: 'value',
      value: '9007199254740993',
    })
    expect(value({ type: 'json', interface: 'input-code' }, '{"half":')).toEqual({
      kind: 'value',
      value: '{"half":',
    })
  })

  it('are JSON where a field holds more than a text', () => {
    expect(value({ type: 'boolean' }, 'true')).toEqual({ kind: 'value', value: true })
    expect(value({ type: 'json', interface: 'tags' }, '["a"]')).toEqual({
      kind: 'value',
      value: ['a'],
    })
    expect(value({ type: 'json', interface: 'tags' }, 'a')).toEqual({
      kind: 'problem',
      problem: english.invalidJson,
    })
  })

  it('read what they wrote', () => {
    for (const [said, draft] of [
      [{ type: 'json', interface: 'list' }, [{ name: 'a\n"b"' }]],
      [{ type: 'boolean' }, false],
      [{}, '  two\nlines '],
      [{}, null],
    ] as const)
      expect(value(said, rawText(draft))).toEqual({ kind: 'value', value: draft })
  })
})
