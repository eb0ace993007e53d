import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { TooManyAttemptsError } from '../errors.js'
import { addressKey, Attempts, CredentialLimits } from './attempts.js'

describe('addressKey', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2'],
    ['2001:db8::', '2001:db8:0:0'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    [null, ''],
  ])('%s counts as %s', (ip, key) => expect(addressKey(ip)).toBe(key))
})

describe('Attempts', () => {
  it('counts each key by itself, and all anew when its window is over', () => {
    let now = 0
    const attempts = new Attempts({ points: 2, duration: 1000 }, () => now)
    attempts.take('a')
    attempts.take('a')
    expect(attempts.note('b')).toBeNull()
    expect(() => attempts.take('a')).toThrow(TooManyAttemptsError)
    expect(attempts.note('a')?.details).toEqual({ limit: 2, reset: '1970-01-01T00:00:01.000Z' })
    now = 1000
    expect(attempts.note('a')).toBeNull()
  })
})

describe('CredentialLimits', () => {
  it('keep nothing of what was sent as an account, however long it is', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const limit = { points: 10, duration: 60_000 }
    const limits = new CredentialLimits(limit, limit, Date.now)
    collect()
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 200; index++)
      limits.take(`${index} ${'x'.repeat(1_000_000)}`.toUpperCase(), `192.0.2.${index}`)
    collect()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000)
  })
})
