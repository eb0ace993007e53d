import type { Filter } from '@relvar/query-engine'

/** Rights as the rows of their tables, in the order in which they were written. */
export interface Rights {
  readonly roles: readonly Role[]
  readonly policies: readonly Policy[]
  readonly access: readonly Access[]
  readonly permissions: readonly Permission[]
}

export interface Role {
  readonly id: string
  readonly parent: string | null
}

export interface Policy {
  readonly id: string
  readonly ip_access: readonly string[] | null
  readonly admin_access: boolean
  readonly app_access: boolean
}

/** For a role, for a user, or for the public. */
export interface Access {
  readonly role: string | null
  readonly user: string | null
  readonly policy: string
  readonly sort: number
}

export type RightAction = 'read' | 'create' | 'update' | 'delete'

export interface Permission {
  readonly policy: string
  readonly collection: string
  readonly action: RightAction
  readonly permissions: Filter | null
  readonly validation: Filter | null
  readonly presets: Readonly<Record<string, unknown>> | null
  readonly fields: readonly string[] | null
}

/** Who asks, and from where. */
export interface Asker {
  readonly user: string | null
  readonly role: string | null
  readonly ip: string | null
  /** What the key that was shown is good for; null for whoever showed none. */
  readonly scopes: Scopes | null
}

export interface Scopes {
  readonly collections?: readonly string[]
  readonly actions?: readonly RightAction[]
}
