import { Alert, SimpleGrid, Stack } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { groupOf } from '../interfaces/group/groups.js'
import { PresentationPart, isPresentation } from '../interfaces/presentation/presentation-part.js'
import { useStudio } from '../provider/studio-provider.js'
import { fieldName } from './field-name.js'
import { FormContext } from './form-context.js'
import { type NestedForms, NestedFormsContext } from './nested-forms.js'
import { widgetOf } from '../interfaces/widget-of.js'
import { type FormField, isWithoutValue } from './form-fields.js'
import { LabelledField } from './labelled-field.js'
import type { FieldsForm } from './use-fields-form.js'

/** The form at work, see `useItemForm`. */
export interface ItemFieldsProps {
  readonly form: FieldsForm
  /** Nothing can be changed while it is saved. */
  readonly isBusy?: boolean
}

/** The fields of an item, each with what edits it, and what the server said of it. */
export function ItemFields({ form, isBusy = false }: ItemFieldsProps): ReactElement {
  const { messages } = useStudio()
  const { fields } = form
  return (
    <NestedFormsContext value={nestedForms}>
      <FormContext value={form}>
        <Stack gap="lg">
          {form.general !== null && (
            <Alert
              color="red"
              role="alert"
              icon={<IconAlertCircle size={18} />}
              title={messages.notSaved}
            >
              {form.general}
            </Alert>
          )}
          <FieldRows form={form} isBusy={isBusy} fields={fields} within={null} />
        </Stack>
      </FormContext>
    </NestedFormsContext>
  )
}

/** Forms within forms are as those around them. */
const nestedForms: NestedForms = { Fields: ItemFields, widgetOf }

interface FieldRowsProps {
  readonly form: FieldsForm
  readonly isBusy: boolean
  readonly fields: readonly FormField[]
  /** The group whose fields are shown; null of those in none. */
  readonly within: string | null
}

function FieldRows({ form, isBusy, fields, within }: FieldRowsProps): ReactElement {
  const groups = new Set(
    fields.filter(({ field }) => isWithoutValue(field)).map(({ field }) => field.name),
  )
  // Of a group that is not there, fields stand where they would without it.
  const here = fields.filter(({ field: { group } }) =>
    within === null ? group === undefined || !groups.has(group) : group === within,
  )
  return (
    <Stack gap="lg">
      {rowsOf(here).map((row) => {
        const parts = row.map((each) => (
          <Part key={each.field.name} {...{ form, isBusy, fields }} part={each} />
        ))
        return row.length === 1 ? (
          parts
        ) : (
          <SimpleGrid
            key={row[0]?.field.name}
            cols={{ base: 1, sm: 2 }}
            spacing="lg"
            verticalSpacing="lg"
          >
            {parts}
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

interface PartProps extends Omit<FieldRowsProps, 'within'> {
  readonly part: FormField
}

function Part({ form, isBusy, fields, part }: PartProps): ReactElement | null {
  const { field } = part
  const Group = groupOf(field)
  if (Group !== null) {
    const members = fields.filter((each) => each.field.group === field.name)
    return (
      <Group
        field={field}
        members={members.map((each) => each.field)}
        hasError={(name) =>
          members.some((each) => each.field.name === name && isRefused(form, each))
        }
        render={(name) => (
          <FieldRows
            {...{ form, isBusy }}
            fields={name === null ? fields : withoutSiblings(fields, field.name, name)}
            within={field.name}
          />
        )}
      />
    )
  }
  if (isPresentation(field)) return <PresentationPart field={field} />
  // An alias of which nothing is known: neither a list nor a part of the form.
  if (isWithoutValue(field)) return null
  return (
    <LabelledField
      {...part}
      control={form.methods.control}
      onReset={form.methods.resetField}
      onForgive={form.methods.clearErrors}
      isNew={form.isNew}
      isBusy={isBusy}
    />
  )
}

/** Of the members of a group one alone, with all that stands within it. */
function withoutSiblings(
  fields: readonly FormField[],
  group: string,
  name: string,
): readonly FormField[] {
  return fields.filter(({ field }) => field.group !== group || field.name === name)
}

function isRefused({ methods }: FieldsForm, { field }: FormField): boolean {
  return methods.getFieldState(fieldName(field.name)).invalid
}
