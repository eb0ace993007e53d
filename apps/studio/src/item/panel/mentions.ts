/** As comments name people on the wire. */
const MENTION = /@([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\w-])/gi

/** The ids of people by the names that a text has for them. */
export type Mentioned = Readonly<Record<string, string>>

/** The ids of all whom a comment names, each once. */
export function mentionedIds(comment: string): readonly string[] {
  return [...new Set(Array.from(comment.matchAll(MENTION), ([, id = '']) => id.toLowerCase()))]
}

/** A comment with what `write` has for each id that it names. */
export function withNames(comment: string, write: (id: string) => string): string {
  return comment.replaceAll(MENTION, (_, id: string) => write(id.toLowerCase()))
}

/**
 * A comment as the wire takes it. Of two names that begin alike the longer one is meant.
 *
 * @example
 * withIds('Thanks, @Ada Lovelace!', { 'Ada Lovelace': '4f…' }) // 'Thanks, @4f…!'
 */
export function withIds(text: string, mentioned: Mentioned): string {
  const names = Object.keys(mentioned).toSorted((left, right) => right.length - left.length)
  if (names.length === 0) return text
  const any = names.map((name) => name.replaceAll(/[\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|')
  return text.replaceAll(
    new RegExp(`@(${any})(?![\\p{L}\\p{N}])`, 'gu'),
    (_, name: string) => `@${mentioned[name]}`,
  )
}

/** A mention that is being typed: where it begins, and what of it stands there. */
export interface OpenMention {
  readonly from: number
  readonly term: string
}

/** The mention that the caret is in; null where it is in none. */
export function openMention(text: string, caret: number): OpenMention | null {
  const [, term] = /(?:^|[\s(])@([^\s@]{0,60})$/.exec(text.slice(0, caret)) ?? []
  return term === undefined ? null : { from: caret - term.length - 1, term }
}

/** A name as Markdown has it, whatever signs are in it. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#+.!|~-]/g, String.raw`\$&`)
}
