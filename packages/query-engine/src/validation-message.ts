/** What of a written item breaks which rule. */
export interface ValidationDetails {
  readonly field: string
  /** The way from the written item down to the field: the relationships of nested writes. */
  readonly path: readonly string[]
  /** The rule that failed: `required`, `nnull`, `eq`, `gt`, `regex` ... */
  readonly type: string
  readonly valid?: unknown
  readonly invalid?: unknown
  readonly substring?: unknown
}

/**
 * Says of a field what it has to be, with the bound of the rule and the way to a nested item.
 *
 * @example
 * validationMessage({ field: 'stock', path: [], type: 'gte', valid: 0 })
 * // 'Validation failed for field "stock". It has to be at least 0.'
 */
export function validationMessage({ field, path, type, ...bound }: ValidationDetails): string {
  const where = path.length === 0 ? '' : ` in "${path.join('.')}"`
  return `Validation failed for field "${field}"${where}. ${demandOf(type, bound)}`
}

type Bound = Pick<ValidationDetails, 'valid' | 'substring'>

function demandOf(type: string, { valid, substring }: Bound): string {
  const demand = Object.hasOwn(DEMANDS, type) ? DEMANDS[type] : undefined
  if (demand === undefined) return `It breaks the rule "${type}".`
  const value = valid === undefined ? substring : valid
  return `It ${value === undefined ? demand : `${demand} ${show(value)}`}.`
}

/** What a rule asks for, up to the value that it compares with. */
const DEMANDS: Readonly<Record<string, string>> = {
  required: 'is required',
  nnull: 'cannot be null',
  null: 'has to be null',
  empty: 'has to be empty',
  nempty: 'cannot be empty',
  eq: 'has to be',
  neq: 'cannot be',
  lt: 'has to be less than',
  lte: 'has to be at most',
  gt: 'has to be greater than',
  gte: 'has to be at least',
  in: 'has to be one of',
  nin: 'cannot be one of',
  between: 'has to be between',
  nbetween: 'cannot be between',
  ieq: 'has to be, in any case,',
  nieq: 'cannot be, in any case,',
  contains: 'has to contain',
  ncontains: 'cannot contain',
  icontains: 'has to contain, in any case,',
  nicontains: 'cannot contain, in any case,',
  starts_with: 'has to start with',
  nstarts_with: 'cannot start with',
  istarts_with: 'has to start, in any case, with',
  nistarts_with: 'cannot start, in any case, with',
  ends_with: 'has to end with',
  nends_with: 'cannot end with',
  iends_with: 'has to end, in any case, with',
  niends_with: 'cannot end, in any case, with',
  min_length: 'has to have at least this many characters:',
  regex: 'does not have the pattern that is asked for',
}

const MAX_SHOWN = 200

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text
}
