import { expect, it } from 'vitest'
import { newJobId } from './job-id.js'

it('sorts in the order in which ids are made, also within a millisecond and after the clock was set back', () => {
  const at = Date.now() + 1000
  const ids = Array.from({ length: 5000 }, () => newJobId(at))
  ids.push(newJobId(at - 60_000), newJobId(at + 60_000))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

it('is a UUID of version 7', () => {
  expect(newJobId()).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})
