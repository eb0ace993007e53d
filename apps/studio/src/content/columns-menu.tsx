import { ActionIcon, Checkbox, Popover, ScrollArea, Stack, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { type StudioCollection, useStudio } from '@relvar/studio-ui'
import type { ReactElement } from 'react'

interface ColumnsMenuProps {
  readonly collection: StudioCollection
  /** Names of fields, in their order. */
  readonly columns: readonly string[]
  readonly onChange: (columns: readonly string[]) => void
}

/** Which fields a list shows; one always stays. */
export function ColumnsMenu({ collection, columns, onChange }: ColumnsMenuProps): ReactElement {
  const { messages } = useStudio()
  const toggle = (name: string): void =>
    onChange(columns.includes(name) ? columns.filter((each) => each !== name) : [...columns, name])
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Tooltip label={messages.columnsHint}>
          <ActionIcon variant="default" size={36} aria-label={messages.columns}>
            <IconColumns3 size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah={360} p="sm">
          <Stack gap="xs">
            {collection.fields.map(({ name, title }) => (
              <Checkbox
                key={name}
                size="xs"
                label={title}
                checked={columns.includes(name)}
                disabled={columns.length === 1 && columns[0] === name}
                onChange={() => toggle(name)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}
