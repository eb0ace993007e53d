/**
 * A whole number within JSON that no double holds, with all its digits: as text it is these, and in JSON that is
 * written of it the number again.
 */
class ExactInteger {
  readonly digits: string

  constructor(digits: string) {
    this.digits = digits
  }

  toString(): string {
    return this.digits
  }

  toJSON(): unknown {
    // Browsers that tell the source of a number have this, too.
    return (JSON as { readonly rawJSON?: (text: string) => unknown }).rawJSON?.(this.digits)
  }
}

/** Only numbers of so many digits may be rounded; texts without them are read as they always were. */
const MANY_DIGITS = /\d{16}/

/**
 * Reads an answer of the wire. Values of items that are beyond 2^53 are texts, as the wire takes them; within
 * structures they are each an `ExactInteger`. Browsers that do not tell the source of a number round it
 * (https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/JSON/parse#browser_compatibility).
 *
 * @throws SyntaxError
 */
export function readExactJson(text: string): unknown {
  if (!MANY_DIGITS.test(text)) return JSON.parse(text)
  const answer: unknown = JSON.parse(text, keepDigits)
  const { data } = (answer ?? {}) as { readonly data?: unknown }
  for (const item of Array.isArray(data) ? (data as readonly unknown[]) : [data]) writeOut(item)
  return answer
}

function keepDigits(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source ?? ''
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value)
  return isRounded && /^-?\d+$/.test(source) ? new ExactInteger(source) : value
}

function writeOut(item: unknown): void {
  if (typeof item !== 'object' || item === null) return
  for (const [name, value] of Object.entries(item))
    if (value instanceof ExactInteger) Reflect.set(item, name, value.digits)
}
