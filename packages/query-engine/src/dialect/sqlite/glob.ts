import type { MatchPlace } from '../dialect.js'

/**
 * A text as a GLOB pattern that matches it literally but for upper and lower case: `Köln` is
 * `[Kk][öÖ][lL][nN]`. LIKE ignores the case of ASCII letters only.
 *
 * @see https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
 */
export function globPattern(where: MatchPlace, text: string): string {
  const pattern = Array.from(text, globCharacter).join('')
  const before = where === 'anywhere' || where === 'end' ? '*' : ''
  const after = where === 'anywhere' || where === 'start' ? '*' : ''
  return `${before}${pattern}${after}`
}

function globCharacter(character: string): string {
  if ('*?['.includes(character)) return `[${character}]`
  const cases = new Set([character, character.toLowerCase(), character.toUpperCase()])
  // A letter such as ß, whose other case is two letters, has one form only.
  const single = [...cases].filter((form) => [...form].length === 1)
  return single.length === 1 ? character : `[${single.join('')}]`
}
