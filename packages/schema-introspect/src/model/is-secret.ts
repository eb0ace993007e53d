import type { Column } from './schema-model.js'

/**
 * Whether the values of a column are nobody's business: concealed, hashed or encrypted. They are not
 * compared but with null, and what keeps a record of changes masks them.
 *
 * @example
 * isSecret(getColumn(users, 'password')) // true
 */
export function isSecret({ type, traits }: Column): boolean {
  return (
    traits.secret !== undefined ||
    type === 'hash' ||
    traits.codec === 'hash' ||
    traits.codec === 'encrypt'
  )
}
