import { hash } from 'node:crypto'

/** A weak entity tag, as REST's: equal for equal answers. */
export function entityTag(text: string): string {
  return `W/"${hash('sha1', text, 'base64url')}"`
}

/** Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110, section 8.8.3.2. */
export function isKnownTag(header: string | null, tag: string): boolean {
  if (header === null) return false
  const tags: readonly string[] = header.match(/"[^"]*"/g) ?? []
  return header.trim() === '*' || tags.includes(tag.slice(2))
}
