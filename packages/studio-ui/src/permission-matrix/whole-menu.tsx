import { Group, Menu, UnstyledButton } from '@mantine/core'
import { IconBan, IconCheck, IconChevronDown, IconHelpCircle } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useStudio } from '../provider/studio-provider.js'

export interface WholeMenuProps {
  readonly label: ReactNode
  /** What it is about, for those who hear it. */
  readonly name: string
  readonly onSet: (access: 'none' | 'all') => void
  readonly onExplain?: () => void
  readonly onToggle?: (isOpen: boolean) => void
}

/** What is done to a whole row or column of the matrix. */
export function WholeMenu(props: WholeMenuProps): ReactElement {
  const { label, name, onSet, onExplain, onToggle } = props
  const { matrix } = useStudio().messages
  return (
    <Menu position="bottom-start" {...(onToggle && { onChange: onToggle })}>
      <Menu.Target>
        <UnstyledButton aria-label={name} maw="100%" py={6}>
          <Group gap={4} wrap="nowrap" fz="sm">
            {label}
            <IconChevronDown size={14} style={{ flexShrink: 0 }} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => onSet('all')}>
          {matrix.allowAll}
        </Menu.Item>
        <Menu.Item leftSection={<IconBan size={16} />} onClick={() => onSet('none')}>
          {matrix.allowNone}
        </Menu.Item>
        {onExplain !== undefined && (
          <Menu.Item leftSection={<IconHelpCircle size={16} />} onClick={onExplain}>
            {matrix.explain}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
