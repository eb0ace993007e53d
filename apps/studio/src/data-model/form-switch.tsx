import { Switch, type SwitchProps } from '@mantine/core'
import type { ReactElement } from 'react'
import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form'

interface FormSwitchProps<T extends FieldValues> extends Omit<SwitchProps, 'name' | 'checked'> {
  readonly control: Control<T>
  readonly name: FieldPath<T>
}

/** A switch of a form. Mantine's keeps a state of its own, which what is registered would not tell. */
export function FormSwitch<T extends FieldValues>(props: FormSwitchProps<T>): ReactElement {
  const { control, name, ...rest } = props
  const { field } = useController({ control, name })
  return (
    <Switch
      {...rest}
      ref={field.ref}
      checked={field.value === true}
      onBlur={field.onBlur}
      onChange={({ currentTarget }) => field.onChange(currentTarget.checked)}
    />
  )
}
