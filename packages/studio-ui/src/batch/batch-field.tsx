import type { ReactElement } from 'react'
import { Plain } from '../interfaces/plain/plain.js'
import { widgetOf } from '../interfaces/widget-of.js'
import { typedDraft } from '../item-form/draft.js'
import type { StudioField } from '../schema/studio-field.js'

/** The field, and the draft that it gets in all items. */
export interface BatchFieldProps {
  readonly field: StudioField
  /** What was typed so far. */
  readonly value: unknown
  readonly error: string | null
  readonly onChange: (value: unknown) => void
}

/** A field with what edits it, on its own: it belongs to no item. */
export function BatchField({ field, value, error, onChange }: BatchFieldProps): ReactElement {
  // Rows of objects want a form around them, with the values of one item.
  const Widget = (field.interface === 'list' ? null : widgetOf(field)) ?? Plain
  return (
    <Widget
      field={field}
      value={value}
      onChange={(typed) => onChange(typedDraft(field, typed))}
      frame={{
        id: `batch-${field.name.replaceAll(/\s/g, '-')}`,
        label: field.title,
        description: field.note,
        error,
        withAsterisk: field.required,
        disabled: false,
      }}
    />
  )
}
