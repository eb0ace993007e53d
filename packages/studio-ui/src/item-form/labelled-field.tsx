import { Text, Tooltip } from '@mantine/core'
import { memo, type ReactElement, type ReactNode, useCallback, useId } from 'react'
import { useController } from 'react-hook-form'
import { Plain } from '../interfaces/plain/plain.js'
import { widgetOf } from '../interfaces/widget-of.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import { typedDraft } from './draft.js'
import { fieldName } from './field-name.js'
import { FieldMenu } from './field-menu.js'
import type { FormField } from './form-fields.js'
import type { FieldsForm } from './use-fields-form.js'

interface LabelledFieldProps extends FormField {
  readonly control: FieldsForm['methods']['control']
  readonly onReset: FieldsForm['methods']['resetField']
  /** Takes away what was refused of a field. */
  readonly onForgive: FieldsForm['methods']['clearErrors']
  readonly isNew: boolean
  readonly isBusy: boolean
}

/** A field with its name, what edits it, and what was refused. It is painted anew for its own value alone. */
export const LabelledField: React.MemoExoticComponent<(props: LabelledFieldProps) => ReactElement> =
  memo(function LabelledField(props: LabelledFieldProps): ReactElement {
    const { field, isReadonly, control, onReset, onForgive, isNew, isBusy } = props
    const { messages } = useStudio()
    const name = fieldName(field.name)
    // Forms above each other have fields of the same name.
    const id = useId()
    const { field: bound, fieldState } = useController({ name, control })
    const { onChange } = bound
    const isRefused = fieldState.invalid
    const change = useCallback(
      (draft: unknown) => {
        onChange(draft)
        // What was said of the value before is not said of this one.
        if (isRefused) onForgive(name)
      },
      [onChange, isRefused, onForgive, name],
    )
    const Widget = widgetOf(field) ?? Plain
    const isLeft = field.fillsItself && isNew && !field.required && field.initial === undefined
    return (
      <div data-collection-field={field.name} ref={(element) => bound.ref(focusable(element))}>
        <FieldMenu
          field={field}
          value={bound.value}
          onChange={change}
          onReset={() => onReset(name)}
          isDirty={fieldState.isDirty}
          isReadonly={isReadonly || isBusy}
        >
          <Widget
            field={field}
            value={bound.value}
            onChange={(typed) => change(typedDraft(field, typed))}
            frame={{
              id,
              label: <FieldLabel field={field} />,
              description: field.note ?? (isLeft ? messages.automatic : null),
              error: fieldState.error?.message ?? null,
              withAsterisk: field.required && !isReadonly,
              disabled: isReadonly || isBusy,
            }}
          />
        </FieldMenu>
      </div>
    )
  })

/** What react-hook-form leads to where a value is refused. */
function focusable(element: HTMLElement | null): { readonly focus: () => void } | null {
  if (element === null) return null
  const wanted = 'input:not([type=hidden]), textarea, button, select, [contenteditable="true"]'
  return { focus: () => element.querySelector<HTMLElement>(wanted)?.focus() }
}

/** The technical name is a hover away; it stands within the label and is no part of what that says. */
function FieldLabel({
  field: { title, name, nativeType },
}: {
  readonly field: StudioField
}): ReactNode {
  return (
    <Tooltip
      label={<Text ff="monospace" fz="xs">{`${name} ${nativeType}`}</Text>}
      openDelay={400}
      position="top-start"
      aria-hidden
    >
      <span style={{ overflowWrap: 'anywhere' }}>{title}</span>
    </Tooltip>
  )
}
