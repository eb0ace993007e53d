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

/**
 * A strong entity tag, of bodies that are the same byte for byte: what `If-Match` can hold. The
 * wire's tags are weak; those of single items, which are changed by what was read of them, are not.
 */
export function strongTag(body: string): string {
  return opaqueTag(entityTag(body))
}

/**
 * Whether `If-Match` names the tag of what is there, by the strong comparison: a weak tag is equal to
 * none. `*` is whatever is there; null is nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 *
 * @example
 * matchesStrongTag('W/"abc", "def"', '"def"')   // true
 */
export function matchesStrongTag(header: string, tag: string | null): boolean {
  if (tag === null) return false
  if (header.trim() === '*') return true
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some((candidate) => candidate === tag)
}

function opaqueTag(tag: string): string {
  return tag.replace(/^W\//, '')
}
