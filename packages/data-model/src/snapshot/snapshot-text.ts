import { InvalidPayloadError } from '@relvar/query-engine'
import { parse, stringify } from 'yaml'

/** The forms of a snapshot as a file. */
export type TextFormat = 'json' | 'yaml'

/** A value as a file that people read and compare: one value a line. */
export function toFileText(value: unknown, format: TextFormat): string {
  return format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : stringify(value)
}

/**
 * The value that a file holds, JSON or YAML.
 *
 * @throws InvalidPayloadError where it is neither
 */
export function fromFileText(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: 100 })
  } catch (error) {
    const why = error instanceof Error ? ` ${error.message}` : ''
    throw new InvalidPayloadError(`The file is neither JSON nor YAML.${why}`, { cause: error })
  }
}
