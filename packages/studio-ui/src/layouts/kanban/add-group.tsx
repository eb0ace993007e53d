import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { GroupDialog } from './group-dialog.js'
import type { Groups } from './groups.js'

interface AddGroupProps {
  readonly groups: Groups
}

/** Stands beside the last column of a board. */
export function AddGroup({ groups: { add, nameLabel } }: AddGroupProps): ReactElement | null {
  const { messages } = useStudio()
  const [isOpen, setOpen] = useState(false)
  const words = messages.layouts
  if (add === null) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        style={{ flexShrink: 0 }}
        leftSection={<IconPlus size={14} />}
        onClick={() => setOpen(true)}
      >
        {words.addGroup}
      </Button>
      {isOpen && (
        <GroupDialog
          title={words.addGroup}
          label={nameLabel}
          work={add}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
