import type { FieldType } from '../field-type.js'
import type { OptionsSchema } from '../options-schema.js'

/** How the items of a collection are laid out, and what a preset keeps of it. */
export interface Layout {
  readonly id: string
  readonly name: string
  readonly description: string
  /** A Material symbol. */
  readonly icon: string
  /** The collection needs a field of one of these types; an empty list asks for none. */
  readonly needs: readonly FieldType[]
  /** `layout_options` of a preset. */
  readonly options: OptionsSchema
  /** `layout_query` of a preset: what is asked of the server. */
  readonly query: OptionsSchema
}
