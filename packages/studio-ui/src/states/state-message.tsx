import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

export interface StateMessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  /** The one next step. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined
}

/** What stands where there is nothing to show: what goes here, or what happened, and the one next step. */
export function StateMessage({ icon, title, text, action }: StateMessageProps): ReactElement {
  return (
    <Stack align="center" justify="center" gap="xs" py={64} px="md" ta="center">
      <Text c="dimmed" aria-hidden>
        {icon}
      </Text>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" maw={440}>
        {text}
      </Text>
      {action !== undefined && (
        <Button mt="sm" variant="default" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
    </Stack>
  )
}
