import { type ComponentType, type Context, createContext, useContext } from 'react'
import type { InterfaceProps } from '../interfaces/interface-props.js'
import type { StudioField } from '../schema/studio-field.js'
import type { FieldsForm } from './use-fields-form.js'

/** What an interface needs to hold a form of its own. It is given: the form is made of interfaces in turn. */
export interface NestedForms {
  readonly Fields: ComponentType<{ readonly form: FieldsForm; readonly isBusy?: boolean }>
  readonly widgetOf: (field: StudioField) => ComponentType<InterfaceProps> | null
}

/** null where an interface stands alone, as in a filter. */
export const NestedFormsContext: Context<NestedForms | null> = createContext<NestedForms | null>(
  null,
)

/** @throws Error where nothing gives them */
export function useNestedForms(): NestedForms {
  const nested = useContext(NestedFormsContext)
  if (nested === null) throw new Error('This interface stands within the form of an item.')
  return nested
}
