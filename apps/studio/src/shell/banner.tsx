import { Button, type ButtonProps, Group, Text } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactElement } from 'react'

export interface BannerProps {
  /** How urgent it is to those who hear the page. */
  readonly role: 'alert' | 'status'
  /** What it is called, where its text does not say it. */
  readonly label?: string
  readonly icon: Icon
  readonly text: string
  /** Colours that can be read on one another, alike in both schemes. */
  readonly background: string
  readonly color: string
  readonly action: {
    readonly label: string
    readonly run: () => void
    readonly isDisabled?: boolean
  }
  readonly button: Pick<ButtonProps, 'variant' | 'color' | 'c'>
}

/** One line above every page, with what can be done about it. */
export function Banner(props: BannerProps): ReactElement {
  const { role, label, icon: Sign, text, background, color, action, button } = props
  return (
    <Group
      role={role}
      aria-label={label}
      justify="center"
      gap="sm"
      px="md"
      py={6}
      wrap="nowrap"
      style={{ background, color, flexShrink: 0 }}
    >
      <Sign size={18} style={{ flexShrink: 0 }} aria-hidden />
      <Text fz="sm" lineClamp={2}>
        {text}
      </Text>
      <Button
        size="compact-sm"
        style={{ flexShrink: 0 }}
        disabled={action.isDisabled}
        onClick={action.run}
        {...button}
      >
        {action.label}
      </Button>
    </Group>
  )
}
