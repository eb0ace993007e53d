import type { Gate } from './gate.js'
import { unavailable } from './refuse.js'

/** Answers 503 to requests above `max` at the same time. A request is over when its answer is out. */
export function limitConcurrency(max: number): Gate {
  let running = 0
  return (_request, outgoing) => {
    if (running >= max) return unavailable('api', 'Too many requests at the same time.')
    running++
    outgoing.once('close', () => running--)
    return null
  }
}
