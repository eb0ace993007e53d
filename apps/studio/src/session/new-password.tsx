import { PasswordInput, Progress, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { words } from '../words.js'
import { passwordStrength } from './password-strength.js'

interface NewPasswordProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | null
  readonly description?: string
  /** Nothing is an answer. */
  readonly isOptional?: boolean
}

const COLORS = ['red', 'red', 'yellow', 'teal', 'teal']

/** A password that is being chosen: it can be looked at, and says how strong it is. */
export function NewPassword(props: NewPasswordProps): ReactElement {
  const { label, value, onChange, error, description, isOptional = false } = props
  const strength = passwordStrength(value)
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        autoComplete="new-password"
        required={!isOptional}
        description={description}
        withAsterisk={false}
        minLength={8}
        value={value}
        error={error}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <Progress
        size={4}
        value={value === '' ? 0 : 12 + strength * 22}
        color={COLORS[strength] ?? 'gray'}
        aria-label={words.strengthLabel}
      />
      <Text fz="xs" c="dimmed" h={18} role="status">
        {value === '' ? '' : words.strength[strength]}
      </Text>
    </Stack>
  )
}
