import { Button, Stack, Text, Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'

/** What happened, and the one next step. */
export interface StateMessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  /** The one next step. */
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined
  /** Stands below everything else. */
  readonly children?: ReactNode
}

/** What stands where there is nothing to show: what goes here, or what happened, and the one next step. */
export function StateMessage(props: StateMessageProps): ReactElement {
  const { icon, title, text, action, children } = props
  return (
    <Stack align="center" justify="center" gap="xs" py={64} px="md" ta="center">
      <Text c="dimmed" aria-hidden>
        {icon}
      </Text>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" maw={440} style={{ textWrap: 'balance' }}>
        {text}
      </Text>
      {action !== undefined && (
        <Button mt="sm" variant="default" onClick={action.onClick}>
          {action.label}
        </Button>
      )}
      {children}
    </Stack>
  )
}
