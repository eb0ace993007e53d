import { Select } from '@mantine/core'
import { useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { type Control, Controller, type FieldPath, type FieldValues } from 'react-hook-form'
import { type Role, roleOptions, useRoles } from './people-data.js'

interface RoleFieldProps<T extends FieldValues> {
  readonly control: Control<T>
  /** Of a text: the id of the role, or ''. */
  readonly name: FieldPath<T>
  readonly label: string
  /** What stands where none is chosen. */
  readonly placeholder?: string
  readonly description?: string
  readonly isRequired?: boolean
  /** Those to choose from; all of them where it is left out. */
  readonly among?: readonly Role[]
}

/** Chooses a role. */
export function RoleField<T extends FieldValues>(props: RoleFieldProps<T>): ReactElement {
  const { control, name, label, placeholder, description, isRequired = false } = props
  const { messages } = useStudio()
  const { data: roles = [] } = useRoles()
  return (
    <Controller
      control={control}
      name={name}
      rules={isRequired ? { required: messages.missing } : {}}
      render={({ field, fieldState: { error } }) => (
        <Select
          label={label}
          placeholder={placeholder}
          description={description}
          searchable
          clearable={!isRequired}
          clearButtonProps={{ 'aria-label': messages.clear }}
          data={roleOptions(props.among ?? roles)}
          value={field.value || null}
          onChange={(value) => field.onChange(value ?? '')}
          error={error?.message}
        />
      )}
    />
  )
}
