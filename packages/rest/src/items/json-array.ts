/**
 * The JSON text of the first element of an array that has one element at the most, or null.
 *
 * @example
 * onlyElement('[{"id":1}]')   // '{"id":1}'
 */
export function onlyElement(array: string): string | null {
  const text = array.slice(1, -1)
  return text === '' ? null : text
}
