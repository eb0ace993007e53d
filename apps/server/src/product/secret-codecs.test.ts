import { describe, expect, it } from 'vitest'
import { secretCodecs } from './secret-codecs.js'

const codecs = secretCodecs('a secret of more than thirty-two characters')
const others = secretCodecs('another secret of more than thirty-two characters')

describe('encrypted fields', () => {
  it.each(['', 'text', 'päss 🔑', 'x'.repeat(100_000)])('come back as they were', (text) => {
    expect(codecs.decrypt(codecs.encrypt(text))).toBe(text)
  })

  it('look different each time, and like nothing that is in them', () => {
    const kept = codecs.encrypt('text')
    expect(kept).not.toBe(codecs.encrypt('text'))
    expect(kept).toMatch(/^relvar:aes-256-gcm:[\w-]+$/)
  })

  it('do not open with another secret, nor when they were changed', () => {
    const kept = codecs.encrypt('text')
    const message = 'A value was encrypted with another SECRET, or changed.'
    expect(() => others.decrypt(kept)).toThrow(message)
    expect(() => codecs.decrypt(`${kept.slice(0, -2)}AA`)).toThrow(message)
    expect(() => codecs.decrypt('relvar:aes-256-gcm:')).toThrow(message)
  })

  it('are what they are where they were kept in clear', () => {
    expect(codecs.decrypt('text of old')).toBe('text of old')
  })
})

it('hashes fields as passwords are', async () => {
  expect(await codecs.hash('text')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})
