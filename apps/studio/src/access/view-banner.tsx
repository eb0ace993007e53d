import { Button, Group, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { stopViewing } from './view-as.js'
import { viewed } from './viewed.js'
import { viewWords as words } from './view-words.js'

/** Says for whom the page is as it is, and leads back. It stands above every page. */
export function ViewBanner(): ReactElement | null {
  if (viewed === null) return null
  return (
    <Group
      role="status"
      aria-label={words.label}
      justify="center"
      gap="sm"
      px="md"
      py={6}
      wrap="nowrap"
      style={{ background: 'var(--mantine-color-yellow-3)', color: '#241d00', flexShrink: 0 }}
    >
      <IconEye size={18} style={{ flexShrink: 0 }} aria-hidden />
      <Text fz="sm" lineClamp={2}>
        {words.text(viewed.name)}
      </Text>
      <Button
        size="compact-sm"
        color="dark.9"
        c="white"
        style={{ flexShrink: 0 }}
        onClick={stopViewing}
      >
        {words.stop}
      </Button>
    </Group>
  )
}
