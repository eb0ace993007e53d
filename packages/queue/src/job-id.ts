import { randomBytes } from 'node:crypto'

const COUNTS = 0x1000

let last = { at: 0, count: 0 }

/**
 * A UUID of version 7: texts of later jobs are greater, also of those made in the same millisecond by
 * this process. Clocks of several servers differ, and then so does the order; nothing else depends on it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7 (with a counter: section 6.2, method 1)
 */
export function newJobId(now: number = Date.now()): string {
  last = next(now)
  const random = randomBytes(8)
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
  const hex = [
    last.at.toString(16).padStart(12, '0'),
    (0x7000 + last.count).toString(16),
    random.toString('hex'),
  ].join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Goes on into the next millisecond where one is used up, or where the clock was set back. */
function next(now: number): typeof last {
  if (now > last.at) return { at: now, count: 0 }
  if (last.count + 1 < COUNTS) return { at: last.at, count: last.count + 1 }
  return { at: last.at + 1, count: 0 }
}
