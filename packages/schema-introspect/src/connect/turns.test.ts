import { expect, it } from 'vitest'
import { DatabaseBusyError } from './errors.js'
import { Turns } from './turns.js'

it('gives turns in the order they were asked for', async () => {
  const turns = new Turns(1, 1_000)
  await turns.take()
  const order: number[] = []
  const waiting = [1, 2, 3].map(async (number) => {
    await turns.take()
    order.push(number)
    turns.give()
  })
  turns.give()
  await Promise.all(waiting)
  expect(order).toEqual([1, 2, 3])
})

it('lets nobody wait longer than the limit, and keeps the place', async () => {
  const turns = new Turns(1, 20)
  await turns.take()
  await expect(turns.take()).rejects.toThrow(DatabaseBusyError)
  turns.give()
  await turns.take()
  await expect(turns.take()).rejects.toThrow('within 20 ms')
})

it('is left by whoever no longer wants one', async () => {
  const turns = new Turns(1, 1_000)
  await turns.take()
  const leaving = new AbortController()
  const left = turns.take(leaving.signal)
  const next = turns.take()
  leaving.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  await expect(turns.take(leaving.signal)).rejects.toThrow('enough')
  turns.give()
  await next
})
