import type { FieldType, OptionSchema, OptionsSchema } from '@relvar/studio-ui'

/** The options by name that a field of a type is offered: those for its type that wait for nothing. */
export function offeredOptions(
  { properties }: OptionsSchema,
  type: FieldType,
): readonly (readonly [name: string, option: OptionSchema])[] {
  return Object.entries(properties).filter(
    ([, { 'x-types': types, 'x-waits-for': waits }]) =>
      waits === undefined && (types === undefined || types.includes(type)),
  )
}
