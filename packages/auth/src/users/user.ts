import type { Filter, Row, Session } from '@relvar/query-engine'
import type { AuthData } from '../data.js'
import type { RightsSubject } from '../options.js'

/** What this package has to know of a user. */
export interface User {
  readonly id: string
  readonly email: string | null
  readonly status: string
  readonly role: string | null
  readonly provider: string
  /** An Argon2id hash. */
  readonly password: string | null
  readonly tfa_secret: string | null
}

export const USER_FIELDS: readonly (keyof User)[] = [
  'id',
  'email',
  'status',
  'role',
  'provider',
  'password',
  'tfa_secret',
]

/** The form in which e-mail addresses are kept and compared. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** The one user that a filter is true for. */
export async function findUser(data: AuthData, filter: Filter): Promise<User | null> {
  const query = { fields: USER_FIELDS, filter, limit: 1 }
  const [row] = await data.secrets().read(data.id('users'), query)
  return row === undefined ? null : toUser(row)
}

export function findUserByEmail(data: AuthData, email: string): Promise<User | null> {
  return findUser(data, { email: { _eq: normalEmail(email) } })
}

/** A row that was read with {@link USER_FIELDS}. */
export function toUser(row: Row): User {
  return row as unknown as User
}

/** A user as rights know them. */
export function subjectOf({ id, role, tfa_secret: seed }: User, ip: string | null): RightsSubject {
  return { user: id, role, ip, secondFactor: seed !== null }
}

/** Writes to one user as the system; hooks see it like any other write. */
export async function updateUser(
  session: Session,
  data: AuthData,
  id: string,
  values: Row,
): Promise<void> {
  await session.update(data.id('users'), { keys: [id] }, values)
}
