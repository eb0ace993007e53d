import type { Actor, Session } from '@relvar/query-engine'
import type { AuthData } from './data.js'

export interface AuthOptions {
  /** Signs access tokens; at least 32 characters. There is no default. */
  readonly secret: string
  readonly data: AuthData
  readonly rights: Rights
  readonly mailer: Mailer
  /** Called in the transaction of everything that changes who somebody is or ends their sessions, see `Freshness`. */
  readonly changed: (session: Session) => Promise<void>
  /** Whether an address lies in one of the networks; throws for what is no network. */
  readonly isWithin: (address: string | null, networks: readonly string[]) => boolean
  /** For the books: called with what somebody did that is no write, in the transaction of it where it has one. */
  readonly note?: (activity: IdentityActivity, session: Session) => Promise<void>
  /** @param session the transaction that asks for them, which may hold the last connection that there is */
  readonly settings?: (session?: Session) => Promise<Partial<AuthSettings>>
  readonly lifetimes?: Partial<Lifetimes>
  readonly limits?: Partial<AttemptLimits>
  readonly cookies?: CookieOptions
  readonly urls?: Partial<AllowedUrls>
  /** The `iss` of tokens. Default `relvar`. */
  readonly issuer?: string
  /** How long an answer about credentials takes at least, in milliseconds. Default 500. */
  readonly stallTime?: number
  /** The same for registrations. Default 750. */
  readonly registerStallTime?: number
  /** Opens `/server/setup` to those who are elsewhere. Without one it answers this machine only. */
  readonly setupToken?: string
  /** What whoever sets the installation up is told of its database. */
  readonly setupInfo?: () => Readonly<Record<string, unknown>> | null
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number
}

/** What somebody did to be who they are, or to look like another. */
export interface IdentityActivity extends Pick<Actor, 'id' | 'ip' | 'userAgent' | 'origin'> {
  readonly action: 'login' | 'logout' | 'view_as'
  /** Whom it was about; null is everybody. */
  readonly about: { readonly table: 'users' | 'roles'; readonly id: string } | null
}

/** Whose rights are asked for. */
export interface RightsSubject {
  readonly user: string | null
  readonly role: string | null
  readonly ip: string | null
  /** Whether they have set a second factor up: without, none of their policies may count. */
  readonly secondFactor: boolean
}

/** What somebody holds. */
export type HeldBySomebody = Required<Pick<Actor, 'roles' | 'policies' | 'admin' | 'app'>> & {
  readonly enforceTfa: boolean
}

/** What this package has to know of rights, and not how they come about. */
export interface Rights {
  /** The mark of now. It is asked for before anything else is read. */
  readonly mark?: () => Promise<string>
  /** What somebody holds: no older than a mark that is told; without one as it was known last. */
  readonly heldBy: (
    subject: RightsSubject,
    mark?: string,
  ) => HeldBySomebody | Promise<HeldBySomebody>
  /** The rules of somebody: what they name of `$CURRENT_USER` and the like is loaded. */
  readonly rulesOf?: (actor: Actor) => readonly unknown[]
  /** Whether somebody holds all that a role, and what is given to a user alone, would give. */
  readonly mayGrant: (
    actor: Actor,
    holder: Pick<RightsSubject, 'user' | 'role'>,
  ) => boolean | Promise<boolean>
  /** The role of administrators, and whether anybody has its rights and may sign in. */
  readonly administratorRole: (session: Session) => Promise<string>
  readonly hasAdministrator: (session: Session) => Promise<boolean>
}

/** Takes a letter and sees to it that it is sent. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

export interface Mail {
  readonly to: string
  readonly template: 'password-reset' | 'user-invitation' | 'user-registration'
  /** For the template: `url`, which holds the token. */
  readonly data: { readonly url: string }
}

/** What administrators decide while the server runs. */
export interface AuthSettings {
  /** Wrong passwords until the account is suspended; null: never. Default 25. */
  readonly auth_login_attempts: number | null
  /** A regular expression that new passwords match; null: they have 8 characters or more. */
  readonly auth_password_policy: string | null
  readonly public_registration: boolean
  readonly public_registration_role: string | null
  readonly public_registration_verify_email: boolean
  /** A filter over the e-mail. */
  readonly public_registration_email_filter: Readonly<Record<string, unknown>> | null
}

/** All in milliseconds. */
export interface Lifetimes {
  /** Default 15 minutes. */
  readonly access: number
  /** Default 7 days. */
  readonly refresh: number
  /** Default 1 day. */
  readonly session: number
  /** How long a session in session mode outlives its refresh. Default 10 seconds. */
  readonly grace: number
  /** Of the link that verifies an address. Default 7 days. */
  readonly verification: number
  /** Of an invitation. Default 7 days. */
  readonly invite: number
}

/** How many attempts there may be, and in how many milliseconds. */
export interface AttemptLimit {
  readonly points: number
  readonly duration: number
}

export interface AttemptLimits {
  /** Credential checks about one account. Default 10 a minute. */
  readonly account: AttemptLimit
  /** Credential checks from one address. Default 50 a minute. */
  readonly address: AttemptLimit
  /** Registrations from one address. Default 5 a minute. */
  readonly registration: AttemptLimit
}

export interface CookieOptions {
  /** That of refresh tokens; its name is `relvar_refresh_token` unless told. */
  readonly refresh?: CookieAttributes
  /** That of browsers' sessions; its name is `relvar_session_token` unless told. */
  readonly session?: CookieAttributes
}

export interface CookieAttributes {
  readonly name?: string
  /** true where clients come by https: the name gets `__Host-` in front, unless there is a domain or a path. */
  readonly secure?: boolean
  readonly domain?: string
  readonly sameSite?: 'lax' | 'strict' | 'none'
  /** What the cookie is for, as clients know it: `/tools` where a proxy serves this below a path. Default `/`. */
  readonly path?: string
}

export interface AllowedUrls {
  /** Where clients find this server, without a slash at its end; links in mails lead to its Studio. */
  readonly public: string
  /** Other pages that links may lead to: the whole address, or origin and path. */
  readonly passwordReset: readonly string[]
  readonly invite: readonly string[]
  readonly verification: readonly string[]
}
