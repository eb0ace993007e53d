import { UNREACHABLE, WireError, type WireFailure } from '../wire/wire-error.js'
import type { Messages } from './english.js'

/** What went wrong, in words: ours where the code has some, else the server's. */
export function failureText(failure: WireFailure, messages: Messages): string {
  if (failure.code === UNREACHABLE) return messages.unreachable
  const rule = failure.extensions['type']
  if (failure.code === 'FAILED_VALIDATION' && typeof rule === 'string')
    return messages.rules[rule] ?? failure.message
  return messages.failed[failure.code] ?? failure.message
}

/** The same of whatever was thrown. */
export function errorText(error: unknown, messages: Messages): string {
  if (error instanceof WireError)
    return error.failures.map((each) => failureText(each, messages)).join(' ')
  return error instanceof Error ? error.message : String(error)
}
