import type { FieldType, LocalType } from './field-type.js'
import type { OptionsSchema } from './options-schema.js'

/** The parts of the gallery in which interfaces are chosen. */
export type InterfaceGroup =
  | 'standard'
  | 'selection'
  | 'relational'
  | 'presentation'
  | 'group'
  | 'other'

/** How a field is filled in: a component of a form, and what it can be told. */
export interface Interface {
  readonly id: string
  readonly name: string
  readonly description: string
  /** A Material symbol. */
  readonly icon: string
  readonly group: InterfaceGroup
  readonly types: readonly FieldType[]
  readonly localTypes: readonly LocalType[]
  /** It reads and writes items of other collections. */
  readonly relational: boolean
  readonly options: OptionsSchema
}

/** An interface before it is said what kind of field it is for. */
export type InterfaceDraft = Omit<Interface, 'group' | 'localTypes' | 'relational'>

/** An interface of a plain value. */
export function standard(draft: InterfaceDraft, group: InterfaceGroup = 'standard'): Interface {
  return { ...draft, group, localTypes: ['standard'], relational: false }
}

export function relational(localTypes: readonly LocalType[], draft: InterfaceDraft): Interface {
  return { ...draft, group: 'relational', localTypes, relational: true }
}

/** A part of the form that holds no value. */
export function presentation(
  localType: 'presentation' | 'group',
  draft: Omit<InterfaceDraft, 'types'>,
): Interface {
  return {
    ...draft,
    types: ['alias'],
    group: localType,
    localTypes: [localType],
    relational: false,
  }
}
