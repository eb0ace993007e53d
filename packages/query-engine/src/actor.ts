/** Who is asking. Made by whoever authenticates; the engine hands it to the policy and to hooks. */
export interface Actor {
  /** The user's id; null for somebody unknown. */
  readonly id: string | null
  /** The direct role and the chain above it, direct role last. */
  readonly role?: string | null
  readonly roles?: readonly string[]
  readonly policies?: readonly string[]
  readonly ip?: string | null
  readonly admin?: boolean
  readonly app?: boolean
}

/** Somebody of whom nothing is known. */
export const anonymous: Actor = { id: null }

/** Relvar itself, for internal work only: it passes every policy. Lint allows the name in listed folders. */
export const SYSTEM: Actor = Object.freeze({ id: null, admin: true, app: true })
