import type { FieldType, LocalType } from '../field-type.js'
import type { OptionsSchema } from '../options-schema.js'

/** How a value is shown in lists and templates, and what that can be told. */
export interface Display {
  readonly id: string
  readonly name: string
  readonly description: string
  /** A Material symbol. */
  readonly icon: string
  readonly types: readonly FieldType[]
  /** Kinds of fields it is for; without it any. */
  readonly localTypes?: readonly LocalType[]
  readonly options: OptionsSchema
}
