import type { Product } from '../product/product.js'
import { readPassword } from './read-password.js'
import { UsageError } from './usage-error.js'
import { withProduct } from './with-product.js'

export interface UserOptions {
  readonly email?: string
  /** Read from the standard input, or asked for, where it is left out. */
  readonly password?: string
  /** The name of a role, or its id. */
  readonly role?: string
}

/** `relvar users create`: an administrator, unless a role is named. */
export async function createUserCommand(options: UserOptions): Promise<void> {
  const email = emailOf(options)
  const password = options.password ?? (await readPassword(email))
  const { role } = options
  await withProduct(async (product) => {
    const id =
      role === undefined
        ? await product.auth.createAdministrator({ email, password })
        : await createUser(product, email, password, role)
    const what = role === undefined ? 'an administrator' : `a user with the role "${role}"`
    process.stdout.write(`${email} is ${what} now: ${id}\n`)
  })
}

/** `relvar users passwd`: another password. All login sessions of the user end. */
export async function passwordCommand(options: UserOptions): Promise<void> {
  const email = emailOf(options)
  const password = options.password ?? (await readPassword(email))
  await withProduct(async ({ door }) => {
    const users = door.id('users')
    const filter = { email: { _eq: email.trim().toLowerCase() } }
    const changed = await door.system().update(users, { query: { filter } }, { password })
    if (changed.length === 0) throw new Error(`There is no user ${email}.`)
    process.stdout.write(`${email} has another password now.\n`)
  })
}

async function createUser(
  { door }: Product,
  email: string,
  password: string,
  role: string,
): Promise<string> {
  const row = { email, password, role: await roleId(door, role), status: 'active' }
  const [key] = await door.system().create(door.id('users'), [row])
  return String(key?.['id'])
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** @throws Error where no role, or more than one, is meant */
export async function roleId(door: Product['door'], role: string): Promise<string> {
  const filter = UUID.test(role) ? { id: { _eq: role } } : { name: { _eq: role } }
  const query = { fields: ['id'], filter, limit: 2 }
  const [found, ...others] = await door.system().read(door.id('roles'), query)
  if (found === undefined) throw new Error(`There is no role "${role}".`)
  if (others.length > 0)
    throw new Error(`There is more than one role "${role}": name it by its id.`)
  return String(found['id'])
}

function emailOf({ email }: UserOptions): string {
  if (email === undefined || email === '') throw new UsageError('--email is needed.')
  return email
}
