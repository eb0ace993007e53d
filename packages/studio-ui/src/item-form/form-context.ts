import { createContext, useContext } from 'react'
import type { FieldsForm } from './use-fields-form.js'

/** The form that a field stands in; null outside of one. */
export const FormContext: React.Context<FieldsForm | null> = createContext<FieldsForm | null>(null)

/** @throws Error outside of a form */
export function useSurroundingForm(): FieldsForm {
  const form = useContext(FormContext)
  if (form === null) throw new Error('This interface stands within the form of an item.')
  return form
}
