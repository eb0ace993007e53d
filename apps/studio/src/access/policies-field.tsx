import { MultiSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import type { Policy } from './access-data.js'
import { policyName } from './policy-name.js'

interface PoliciesFieldProps<T extends FieldValues> {
  readonly control: Control<T>
  /** Of a list: ids of policies. */
  readonly name: FieldPath<T>
  readonly label: string
  readonly description?: string
  readonly among: readonly Pick<Policy, 'id' | 'name'>[]
}

/** Chooses policies. */
export function PoliciesField<T extends FieldValues>(props: PoliciesFieldProps<T>): ReactElement {
  const { control, name, label, description, among } = props
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState: { error } }) => (
        <MultiSelect
          label={label}
          description={description}
          searchable
          data={among.map((each) => ({ value: each.id, label: policyName(each) }))}
          value={field.value}
          onChange={field.onChange}
          error={error?.message}
        />
      )}
    />
  )
}
