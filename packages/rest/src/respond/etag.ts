import { hash } from 'node:crypto'

/** A weak entity tag: equal for equal bodies. */
export function entityTag(body: string): string {
  return `W/"${hash('sha1', body, 'base64url')}"`
}

/**
 * Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110, section 8.8.3.2.
 *
 * @example
 * matchesTag('"x", W/"abc"', 'W/"abc"')   // true
 */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  const opaque = opaqueTag(tag)
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some(
    (candidate) => opaqueTag(candidate) === opaque,
  )
}

function opaqueTag(tag: string): string {
  return tag.replace(/^W\//, '')
}
