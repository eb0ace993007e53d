import { InvalidJobError } from './errors.js'
import { newJobId } from './job-id.js'
import { NAME_LENGTH } from './jobs-table.js'
import type { NewJob } from './queue.js'

const MAX_ATTEMPTS = 10
/** What the smallest of the vendors' types holds: 65,535 bytes in MySQL. */
const MAX_PAYLOAD_BYTES = 60_000
const MAX_INTEGER = 2_147_483_647

interface NewJobRow {
  readonly id: string
  readonly [column: string]: string | number | null
}

/**
 * The row of a new job, checked.
 *
 * @throws InvalidJobError
 */
export function jobRow(job: NewJob): NewJobRow {
  const { kind, key, priority = 0, runAt, maxAttempts = MAX_ATTEMPTS } = job
  assertName(kind, kind, 'kind')
  if (key !== undefined) assertName(kind, key, 'key')
  assertInteger(kind, 'priority', priority, -MAX_INTEGER)
  assertInteger(kind, 'maxAttempts', maxAttempts, 1)
  const id = newJobId()
  return {
    id,
    kind,
    payload: payloadText(job),
    state: runAt === undefined ? 'ready' : 'waiting',
    priority,
    due_at: runAt === undefined ? null : timeText(kind, runAt),
    attempts: 0,
    max_attempts: maxAttempts,
    unique_key: key ?? id,
  }
}

function payloadText({ kind, payload }: NewJob): string | null {
  if (payload === undefined) return null
  const text = jsonOf(kind, payload)
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_PAYLOAD_BYTES) {
    throw new InvalidJobError(
      kind,
      `its payload takes ${bytes} bytes, and ${MAX_PAYLOAD_BYTES} is the most. Keep the data elsewhere and name its key.`,
    )
  }
  return text
}

function jsonOf(kind: string, payload: unknown): string {
  try {
    const text: string | undefined = JSON.stringify(payload)
    if (text !== undefined) return text
  } catch (error) {
    throw new InvalidJobError(kind, 'its payload is not JSON.', { cause: error })
  }
  throw new InvalidJobError(kind, 'its payload is not JSON.')
}

function timeText(kind: string, time: Date): string {
  if (Number.isNaN(time.getTime())) throw new InvalidJobError(kind, '"runAt" is no time.')
  return time.toISOString()
}

function assertName(kind: string, value: string, name: string): void {
  if (value.length >= 1 && value.length <= NAME_LENGTH) return
  throw new InvalidJobError(kind, `"${name}" has 1 to ${NAME_LENGTH} characters.`)
}

function assertInteger(kind: string, name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= MAX_INTEGER) return
  throw new InvalidJobError(kind, `"${name}" is a whole number from ${least} to ${MAX_INTEGER}.`)
}
