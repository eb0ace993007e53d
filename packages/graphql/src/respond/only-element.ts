/** The JSON text of the only element of an array; null of an empty one. */
export function onlyElement(text: string): string | null {
  return text === '[]' ? null : text.slice(1, -1)
}
