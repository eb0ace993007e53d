import { describe, expect, it } from 'vitest'
import { areNetworks, InvalidNetworkError, isWithin } from './networks.js'

describe('an address', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.0.0.5', '10.0.0.1-10.0.0.9', true],
    ['10.0.0.10', '10.0.0.1-10.0.0.9', false],
    ['::ffff:10.0.0.5', '10.0.0.0/24', true],
    ['::1', '::1', true],
    ['2001:db8::7', '2001:db8::/32', true],
    ['10.0.0.1', '2001:db8::/32', false],
  ])('%s within %s: %s', (address, network, within) => {
    expect(isWithin(address, [network])).toBe(within)
  })

  it('that is not known, or no address, lies nowhere', () => {
    expect(isWithin(null, ['0.0.0.0/0', '::/0'])).toBe(false)
    expect(isWithin('localhost', ['0.0.0.0/0', '::/0'])).toBe(false)
  })

  it.each([
    '*',
    '10.0.*.*',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-::1',
    '1-2-3',
    '',
  ])('cannot be compared with %j', (entry) => {
    expect(() => isWithin('10.0.0.1', [entry])).toThrow(InvalidNetworkError)
    expect(areNetworks([entry])).toBe(false)
  })
})
