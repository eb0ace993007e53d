import type { Options, StudioField } from '../../schema/studio-field.js'

/** Choices as the wire has them, of which some may stand below others. */
export type RawChoices = readonly unknown[]

type Value = string | number

/** The choices with another one at the end. */
export function withChoice(choices: RawChoices, text: string, value: Value): RawChoices {
  return [...choices, { text, value }]
}

/** The choices with another name for one of them: what items hold stays as it is. */
export function withRenamed(choices: RawChoices, value: unknown, text: string): RawChoices {
  return choices.map((each) => {
    if (!isChoice(each)) return each
    if (isNested(each)) return { ...each, children: withRenamed(each.children, value, text) }
    return each['value'] === value ? { ...each, text } : each
  })
}

/** The choices without one of them, and without what stood above it alone. */
export function withoutChoice(choices: RawChoices, value: unknown): RawChoices {
  return choices.flatMap((each) => {
    if (!isChoice(each)) return [each]
    if (!isNested(each)) return each['value'] === value ? [] : [each]
    const children = withoutChoice(each.children, value)
    return children.length === 0 ? [] : [{ ...each, children }]
  })
}

/**
 * What items of a new group hold; null where the field can hold nothing that is new.
 *
 * @param taken what those of the others hold
 * @example
 * newValue('In review', field, ['open']) // 'in_review'
 */
export function newValue(
  text: string,
  { type, maxLength }: Pick<StudioField, 'type' | 'maxLength'>,
  taken: readonly unknown[],
): Value | null {
  if (type !== 'string' && type !== 'text') {
    const numbers = taken.map(Number)
    return numbers.every(Number.isSafeInteger) ? Math.max(0, ...numbers) + 1 : null
  }
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const plain = words.length === 0 ? 'group' : words.join('_')
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : `_${number}`
    const value = plain.slice(0, (maxLength ?? Infinity) - end.length) + end
    if (!taken.includes(value)) return value
  }
}

function isChoice(choice: unknown): choice is Options {
  return typeof choice === 'object' && choice !== null
}

function isNested(choice: Options): choice is Options & { readonly children: RawChoices } {
  return Array.isArray(choice['children'])
}
