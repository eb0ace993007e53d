/**
 * Text as it can stand in an address, while it is typed: a hyphen at its end may be the start of a word.
 *
 * @example
 * slugOf('Ærlig talt! Größe') // 'aerlig-talt-grosse'
 */
export function slugOf(text: string): string {
  const plain = text
    .replaceAll(/[Ææ]/g, 'ae')
    .replaceAll(/[Øø]/g, 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-/, '')
}
