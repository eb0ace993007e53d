import { titleOf } from '@relvar/data-model/catalogue'
import type { Options } from './studio-field.js'

/** One of the values that a field offers. */
export interface Choice {
  readonly value: string | number
  readonly text: string
  readonly color?: string
  readonly icon?: string
  /** Colours of a label. */
  readonly foreground?: string
  readonly background?: string
  /** Choices below this one. */
  readonly children?: readonly Choice[]
}

/** The choices of an interface or display; nested ones in a row, since a level of its own has no value. */
export function choicesOf({ choices }: Options): readonly Choice[] {
  return Array.isArray(choices) ? choices.flatMap(choiceOf) : []
}

function choiceOf(choice: unknown): readonly Choice[] {
  if (typeof choice !== 'object' || choice === null) return []
  const { value, text, color, icon, foreground, background, children } = choice as Options
  if (Array.isArray(children)) return children.flatMap(choiceOf)
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const title = typeof text === 'string' ? text : titleOf(String(value))
  return [{ value, text: title, ...saidOf({ color, icon, foreground, background }) }]
}

/** Those that are texts. */
function saidOf(looks: Options): Partial<Choice> {
  return Object.fromEntries(
    Object.entries(looks).filter(([, said]) => typeof said === 'string' && said !== ''),
  )
}

/** The same as a tree, in which a level of its own has a value, too. */
export function choiceTree({ choices }: Options): readonly Choice[] {
  return Array.isArray(choices) ? choices.flatMap(branchOf) : []
}

function branchOf(choice: unknown): readonly Choice[] {
  if (typeof choice !== 'object' || choice === null) return []
  const { value, text, children } = choice as Readonly<Record<string, unknown>>
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const below = Array.isArray(children) ? children.flatMap(branchOf) : []
  const title = typeof text === 'string' ? text : titleOf(String(value))
  return [{ value, text: title, ...(below.length > 0 && { children: below }) }]
}
