/**
 * The words of a name, lower case, however it is written.
 *
 * @example
 * wordsOf('CustomerID') // ['customer', 'id']
 * wordsOf('created_at') // ['created', 'at']
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * A name or value as people read it.
 *
 * @example
 * titleOf('in_progress') // 'In Progress'
 */
export function titleOf(name: string): string {
  const words = wordsOf(name).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return words.length > 0 ? words.join(' ') : name
}
