import type { MatchPlace } from './dialect.js'

/** A text as a LIKE pattern that matches it literally, with a backslash as the escape character. */
export function likePattern(where: MatchPlace, text: string): string {
  const literal = text.replace(/[\\%_]/g, (character) => `\\${character}`)
  switch (where) {
    case 'anywhere':
      return `%${literal}%`
    case 'start':
      return `${literal}%`
    case 'end':
      return `%${literal}`
    case 'whole':
      return literal
  }
}
