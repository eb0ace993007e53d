import type { PermissionAction } from '../../permission.js'

/** Who a case is about. */
export type CaseSubject =
  | { readonly kind: 'public' }
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'user'; readonly email: string }

/** One statement about rights, to be compared with what they are. */
export interface RightsCase {
  /** Counted from 1. */
  readonly line: number
  readonly subject: CaseSubject
  readonly action: PermissionAction
  readonly collection: string
  readonly field: string | null
  /** The key of an item as the wire writes it. */
  readonly key: string | null
  /** Whether it should be allowed. */
  readonly allowed: boolean
}

/** A line that says nothing about rights. */
export class RightsCaseError extends Error {
  override readonly name = 'RightsCaseError'
  readonly line: number

  constructor(line: number, reason: string) {
    super(`Line ${line}: ${reason}`)
    this.line = line
  }
}

const STATEMENT =
  /^(public|role\s+(?:"[^"]+"|\S+)|user\s+\S+)\s+(can|cannot)\s+(create|read|update|delete|share)\s+(.+)$/

/** `orders`, `orders.email`, `orders of 7`, `"order details".note of 7,3` */
const TARGET =
  /^(not\s+)?("[^"]+"|[^\s".]+(?:\.[^\s".]+)*?)(?:\.("[^"]+"|[^\s".]+))?(?:\s+of\s+(\S+))?$/

/**
 * Reads a file of statements about rights, one a line; `#` begins a comment.
 *
 * @example
 * parseCases('public can read orders.status, not orders.email\nrole Sales can update orders of 7')
 *
 * @throws RightsCaseError for the first line that cannot be read
 */
export function parseCases(text: string): readonly RightsCase[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const line = content.trim()
    return line === '' || line.startsWith('#') ? [] : parseLine(line, index + 1)
  })
}

function parseLine(text: string, line: number): readonly RightsCase[] {
  const [, who = '', can, action, targets] = STATEMENT.exec(text) ?? []
  if (targets === undefined)
    throw new RightsCaseError(
      line,
      'it has to read like: public can read orders.status, not orders.email',
    )
  return splitTargets(targets).map((target) => {
    const [, not, collection = '', field, key] = TARGET.exec(target) ?? []
    if (collection === '') throw new RightsCaseError(line, `"${target}" is no collection.`)
    return {
      line,
      subject: subjectOf(who),
      action: action as PermissionAction,
      collection: unquoted(collection),
      field: field === undefined ? null : unquoted(field),
      key: key ?? null,
      allowed: (can === 'can') === (not === undefined),
    }
  })
}

/** A key of several columns has a comma too, but no space after it. */
function splitTargets(text: string): readonly string[] {
  return text.split(/,\s+/).map((each) => each.trim())
}

function subjectOf(text: string): CaseSubject {
  const [kind, name = ''] = text.split(/\s+(.*)/s)
  if (kind === 'role') return { kind, name: unquoted(name) }
  return kind === 'user' ? { kind, email: name } : { kind: 'public' }
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text
}
