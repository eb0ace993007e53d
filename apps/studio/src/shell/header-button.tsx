import { Button, type ButtonProps } from '@mantine/core'
import type { TablerIcon } from '@tabler/icons-react'
import type { ReactElement } from 'react'

interface HeaderButtonProps extends Pick<ButtonProps, 'variant'> {
  readonly icon: TablerIcon
  readonly label: string
  /** The width of the window that its words have room in. */
  readonly from?: 'sm' | 'md'
  readonly onClick: () => void
}

/** What can be done on a page, in its header; its icon alone where there is no room for words. */
export function HeaderButton(props: HeaderButtonProps): ReactElement {
  const { icon: Icon, label, from = 'sm', ...button } = props
  return (
    <>
      <Button leftSection={<Icon size={16} />} visibleFrom={from} {...button}>
        {label}
      </Button>
      <Button hiddenFrom={from} px={10} aria-label={label} {...button}>
        <Icon size={16} />
      </Button>
    </>
  )
}
