import type { Choice } from '../schema/choices.js'
import type { StudioField } from '../schema/studio-field.js'

/** What is chosen of several, as a list; text that a form holds is one value. */
export function chosenOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === null || value === undefined || value === '' ? [] : [value]
}

/** The values of what a control says is chosen: those of the choices, else as they were written. */
export function valuesOf(
  chosen: readonly string[],
  choices: readonly Choice[],
): readonly unknown[] {
  return chosen.map((text) => choices.find(({ value }) => String(value) === text)?.value ?? text)
}

/** Nothing chosen is null where the field may be. */
export function listOrNull(values: readonly unknown[], { nullable }: StudioField): unknown {
  return values.length === 0 && nullable ? null : values
}
