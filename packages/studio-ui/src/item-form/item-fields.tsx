import { Alert, SimpleGrid, Stack, Text, Tooltip } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { Plain } from '../interfaces/plain/plain.js'
import { widgetOf } from '../interfaces/widget-of.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import type { FormField } from './form-fields.js'
import type { ItemFormState } from './use-item-form.js'

export interface ItemFieldsProps {
  readonly form: ItemFormState
}

/** The fields of an item, each with what edits it, and what the server said of it. */
export function ItemFields({ form }: ItemFieldsProps): ReactElement {
  const { messages } = useStudio()
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Whoever saved is led to the first field that has to be mended.
    if (Object.keys(form.failure.fields).length > 0)
      root.current
        ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"]')
        ?.focus()
  }, [form.failure])
  return (
    <Stack gap="lg" ref={root}>
      {form.failure.general !== null && (
        <Alert
          color="red"
          role="alert"
          icon={<IconAlertCircle size={18} />}
          title={messages.notSaved}
        >
          {form.failure.general}
        </Alert>
      )}
      {rowsOf(form.fields).map((row) => {
        const widgets = row.map((field) => <Field key={field.field.name} form={form} {...field} />)
        const name = row[0]?.field.name
        return row.length === 1 ? (
          widgets
        ) : (
          <SimpleGrid key={name} cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="lg">
            {widgets}
          </SimpleGrid>
        )
      })}
    </Stack>
  )
}

/** Fields of half the width stand side by side, two in a row. */
function rowsOf(fields: readonly FormField[]): readonly (readonly FormField[])[] {
  const rows: FormField[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (field.field.half && last?.length === 1 && last[0]?.field.half === true) last.push(field)
    else rows.push([field])
  }
  return rows
}

interface FieldProps extends FormField {
  readonly form: ItemFormState
}

function Field({ form, field, isReadonly }: FieldProps): ReactElement {
  const { messages } = useStudio()
  const Widget = widgetOf(field) ?? Plain
  const hint = field.fillsItself && form.isNew && !field.required ? messages.automatic : null
  return (
    <div data-collection-field={field.name}>
      <Widget
        field={field}
        value={form.drafts[field.name]}
        onChange={(draft) => form.change(field.name, draft)}
        frame={{
          id: `field-${field.name.replaceAll(/\s/g, '-')}`,
          label: labelOf(field),
          description: field.note ?? hint,
          error: form.failure.fields[field.name] ?? null,
          withAsterisk: field.required && !isReadonly,
          disabled: isReadonly || form.isSaving,
        }}
      />
    </div>
  )
}

/** The technical name is a hover away. */
function labelOf({ title, name, nativeType }: StudioField): ReactNode {
  return (
    <Tooltip
      label={<Text ff="monospace" fz="xs">{`${name} ${nativeType}`}</Text>}
      openDelay={400}
      position="top-start"
    >
      <span>{title}</span>
    </Tooltip>
  )
}
