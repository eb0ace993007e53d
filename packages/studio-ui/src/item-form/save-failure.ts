import { titleOf } from '@relvar/data-model/catalogue'
import type { Messages } from '../messages/english.js'
import { errorText, failureText } from '../messages/failure-text.js'
import { UNREACHABLE, WireError, type WireFailure } from '../wire/wire-error.js'
import type { FormField } from './form-fields.js'

/** What was refused of a field, here or in an item that is saved along with this one. */
export interface RefusedField {
  /** The fields that lead to the item; empty of this one. */
  readonly path: readonly string[]
  readonly field: string
  readonly message: string
}

/** Why something was not saved: what stands at a field, and what concerns the whole. */
export interface SaveFailure {
  readonly fields: readonly RefusedField[]
  readonly general: string | null
}

/** Tells apart what the server said of fields of this form from what it said otherwise. */
export function saveFailure(
  error: unknown,
  fields: readonly FormField[],
  messages: Messages,
): SaveFailure {
  if (!(error instanceof WireError)) return { fields: [], general: errorText(error, messages) }
  if (error.code === UNREACHABLE) return { fields: [], general: messages.unreachableSave }
  const here: RefusedField[] = []
  const rest: string[] = []
  for (const failure of error.failures) {
    const refused = refusedField(failure, fields, messages)
    if (refused === null) rest.push(failureText(failure, messages))
    else here.push(refused)
  }
  return { fields: here, general: rest.length === 0 ? null : rest.join(' ') }
}

/** null where it concerns no field of the form; what a link stands for is refused of the link. */
function refusedField(
  failure: WireFailure,
  fields: readonly FormField[],
  messages: Messages,
): RefusedField | null {
  const { field, path: given } = failure.extensions
  if (typeof field !== 'string') return null
  const path = Array.isArray(given) ? given.map(String) : []
  const [name = field] = path
  const found = fields.find((each) => each.field.name === name || isCovered(each, name))
  if (found === undefined) return null
  const message = failureText(failure, messages)
  return { field: path.length === 0 ? found.field.name : field, path, message }
}

function isCovered({ field: { covers = [] } }: FormField, name: string): boolean {
  return covers.includes(name)
}

/**
 * What stands at each field of a form. What was refused in a related item stands at the field that leads there.
 *
 * @example
 * problemsOf([{ path: ['lines'], field: 'quantity', message: 'At least 1.' }])
 * // { lines: 'Quantity: At least 1.' }
 */
export function problemsOf(refused: readonly RefusedField[]): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {}
  for (const { path, field, message } of refused) {
    const name = path[0] ?? field
    const text = path.length === 0 ? message : `${titleOf(field)}: ${message}`
    const before = problems[name]
    problems[name] = before === undefined ? text : `${before} ${text}`
  }
  return problems
}

/** What of it is of the item that some fields lead to. */
export function refusedBelow(
  refused: readonly RefusedField[],
  path: readonly string[],
): readonly RefusedField[] {
  return refused
    .filter((each) => path.every((name, index) => each.path[index] === name))
    .map((each) => ({ ...each, path: each.path.slice(path.length) }))
}
