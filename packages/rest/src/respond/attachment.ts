/**
 * A `Content-Disposition` under which an answer is saved: a plain name for everybody, and the true one for
 * those who understand it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6266#appendix-D
 */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7E]|["\\/%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
