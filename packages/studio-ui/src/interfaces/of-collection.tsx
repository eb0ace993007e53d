import { type ReactElement, useContext } from 'react'
import { useWatch } from 'react-hook-form'
import { fieldName } from '../item-form/field-name.js'
import { FormContext } from '../item-form/form-context.js'
import type { FieldsForm } from '../item-form/use-fields-form.js'
import type { StudioField } from '../schema/studio-field.js'

interface OfCollectionProps {
  readonly field: StudioField
  /** @param collection empty where none is said */
  readonly children: (collection: string) => ReactElement
}

/**
 * Gives an interface the collection that it is about: the one its option `collectionName` names, or whose
 * name stands in the field of the same form that `collectionField` names.
 */
export function OfCollection({ field, children }: OfCollectionProps): ReactElement {
  const form = useContext(FormContext)
  const { collectionName, collectionField } = field.options
  if (form === null || typeof collectionField !== 'string')
    return children(typeof collectionName === 'string' ? collectionName : '')
  return <OfWatched form={form} name={collectionField} render={children} />
}

interface OfWatchedProps {
  readonly form: FieldsForm
  readonly name: string
  readonly render: OfCollectionProps['children']
}

function OfWatched({ form, name, render }: OfWatchedProps): ReactElement {
  const written: unknown = useWatch({ control: form.methods.control, name: fieldName(name) })
  return render(typeof written === 'string' ? written : '')
}
