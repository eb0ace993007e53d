/**
 * A column's name as react-hook-form takes it. That library reads dots and brackets as a path into nested
 * values, and columns may have any sign in their names: what is neither letter nor digit is written by its code.
 *
 * @example
 * fieldName('net.price') // 'f_net$2e$price'
 */
export function fieldName(column: string): string {
  const written = column.replaceAll(
    /[^A-Za-z0-9_]/gu,
    (sign) => `$${sign.codePointAt(0)?.toString(16) ?? ''}$`,
  )
  return `f_${written}`
}
