import { describe, expect, it } from 'vitest'
import { createReadRequests } from './read-requests.js'

const limits = { depth: 10, arrayLimit: 500 }

describe('createReadRequests', () => {
  it('reads a query string once', () => {
    const requests = createReadRequests(limits)
    expect(requests.get('?limit=5').query).toEqual({ limit: 5 })
    expect(requests.get('?limit=5')).toBe(requests.get('?limit=5'))
  })

  it('keeps different query strings apart', () => {
    const requests = createReadRequests(limits)
    expect(requests.get('?limit=5').query).not.toEqual(requests.get('?limit=6').query)
  })

  it('refuses what is wrong each time', () => {
    const requests = createReadRequests(limits)
    expect(() => requests.get('?limit=x')).toThrow('limit')
    expect(() => requests.get('?limit=x')).toThrow('limit')
  })

  it('forgets the oldest of too many, and never keeps a long one', () => {
    const requests = createReadRequests(limits)
    const first = requests.get('?limit=0')
    for (let limit = 1; limit <= 500; limit++) requests.get(`?limit=${limit}`)
    expect(requests.get('?limit=0')).not.toBe(first)
    const long = `?search=${'x'.repeat(3_000)}`
    expect(requests.get(long)).not.toBe(requests.get(long))
  })
})
