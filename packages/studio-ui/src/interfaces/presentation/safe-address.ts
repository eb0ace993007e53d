/**
 * An address that a person may be led to: of the web, for mail, or below this page. Whoever writes an
 * item does not write what runs here, as `javascript:` would.
 *
 * @returns null of any other
 */
export function safeAddress(text: string): string | null {
  if (text.trim() === '') return null
  if (/^(https?:|mailto:|tel:)/i.test(text)) return text
  return /^[/?#](?!\/)/.test(text) ? text : null
}
