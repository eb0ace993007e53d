/** Who is asking. Made by whoever authenticates; the engine hands it to the policy and to hooks. */
export interface Actor {
  /** The user's id; null for somebody unknown. */
  readonly id: string | null
  /** The direct role and the chain above it, direct role last. */
  readonly role?: string | null
  readonly roles?: readonly string[]
  readonly policies?: readonly string[]
  /** What is known of these beyond their ids. */
  readonly claims?: Claims
  readonly ip?: string | null
  /** The request's `User-Agent` and `Origin`; with `ip`, where it came from. For books that are kept of changes. */
  readonly userAgent?: string | null
  readonly origin?: string | null
  readonly admin?: boolean
  readonly app?: boolean
  /** Without which none of their policies counts; they are told with every refusal. */
  readonly lacks?: 'second factor'
  /** The mark under which all of this was found out, see `Freshness`. Without one it holds for as long as the actor is used. */
  readonly mark?: string
}

/**
 * What `$CURRENT_USER.department_id`, `$CURRENT_ROLES.level` and the like stand for in filters, rules and
 * presets: read by whoever authenticates, with full rights. What is not here is null, which equals nothing.
 *
 * @example
 * const actor: Actor = { id: '7', claims: { user: { department_id: 3, teams: [1, 2] } } }
 */
export interface Claims {
  readonly user?: Readonly<Record<string, unknown>>
  readonly role?: Readonly<Record<string, unknown>>
  readonly roles?: readonly Readonly<Record<string, unknown>>[]
  readonly policies?: readonly Readonly<Record<string, unknown>>[]
}

/** Somebody of whom nothing is known. */
export const anonymous: Actor = { id: null }

/** Relvar itself, for internal work only: it passes every policy. Lint allows the name in listed folders. */
export const SYSTEM: Actor = Object.freeze({ id: null, admin: true, app: true })

/** Whether nobody but Relvar itself does something. */
export function isSystem(actor: Actor): boolean {
  return actor === SYSTEM
}
