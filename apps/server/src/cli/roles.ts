import { roleId } from './users.js'
import { UsageError } from './usage-error.js'
import { withProduct } from './with-product.js'

export interface RoleOptions {
  readonly name?: string
  /** The role above it, by name or id. */
  readonly parent?: string
}

/** `relvar roles create`: what it allows is decided by policies. */
export async function createRoleCommand({ name, parent }: RoleOptions): Promise<void> {
  if (name === undefined || name === '') throw new UsageError('--name is needed.')
  await withProduct(async ({ door }) => {
    const above = parent === undefined ? null : await roleId(door, parent)
    const roles = door.id('roles')
    const [key] = await door.system().create(roles, [{ name, parent: above }])
    process.stdout.write(`There is a role "${name}" now: ${String(key?.['id'])}\n`)
  })
}
