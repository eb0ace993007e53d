import { createHash } from 'node:crypto'

/** Names of locks have 64 characters at the most, names of schemas may have more. */
export function hashName(name: string): string {
  return createHash('sha1').update(name).digest('hex').slice(0, 16)
}
