import type { Messages } from '../messages/english.js'
import { errorText, failureText } from '../messages/failure-text.js'
import { WireError } from '../wire/wire-error.js'
import type { FormField } from './form-fields.js'

/** Why something was not saved: what stands at a field, and what concerns the whole. */
export interface SaveFailure {
  readonly fields: Readonly<Record<string, string>>
  readonly general: string | null
}

/** Tells apart what the server said of fields of this form from what it said otherwise. */
export function saveFailure(
  error: unknown,
  fields: readonly FormField[],
  messages: Messages,
): SaveFailure {
  if (!(error instanceof WireError)) return { fields: {}, general: errorText(error, messages) }
  const names = new Set(fields.map(({ field }) => field.name))
  const here: Record<string, string> = {}
  const rest: string[] = []
  for (const failure of error.failures) {
    const { field, path } = failure.extensions
    const isNested = Array.isArray(path) && path.length > 0
    if (typeof field === 'string' && names.has(field) && !isNested)
      here[field] = failureText(failure, messages)
    else rest.push(failureText(failure, messages))
  }
  return { fields: here, general: rest.length === 0 ? null : rest.join(' ') }
}
