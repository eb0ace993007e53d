import { InvalidQueryError } from '../errors.js'

/**
 * Parses JSON that the database made.
 *
 * @throws InvalidQueryError where it was cut: a broken answer must never look like a whole one
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw tooLong({ cause })
  }
}

export function tooLong(options?: ErrorOptions): InvalidQueryError {
  return new InvalidQueryError(
    'A list is longer than the database can hand over; ask for fewer rows with a limit.',
    options,
  )
}

/** The text, looked at where it is so long that the database may have cut it. */
export function wholeText(text: string, uncutLength: number | null): string {
  if (uncutLength !== null && text.length >= uncutLength) parseJson(text)
  return text
}
