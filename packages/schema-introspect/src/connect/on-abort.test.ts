import { expect, it } from 'vitest'
import { onAbort } from './on-abort.js'

it('calls everybody who still waits, once', () => {
  const controller = new AbortController()
  const called: string[] = []
  const call = (): void => void called.push('twice')
  onAbort(controller.signal, call)
  onAbort(controller.signal, call)
  const stop = onAbort(controller.signal, () => called.push('never'))
  onAbort(controller.signal, () => called.push('last'))
  stop()
  controller.abort()
  controller.abort()
  expect(called).toEqual(['twice', 'twice', 'last'])
})

it('keeps signals apart', () => {
  const [one, other] = [new AbortController(), new AbortController()]
  const called: string[] = []
  onAbort(one.signal, () => called.push('one'))
  onAbort(other.signal, () => called.push('other'))
  other.abort()
  expect(called).toEqual(['other'])
})
