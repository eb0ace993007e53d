import { ActionIcon, Drawer, Group, InputBase, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronRight, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import type { StudioField } from '../../schema/studio-field.js'
import type { InterfaceProps } from '../interface-props.js'
import { ItemPicker } from './item-picker.js'
import { useLinkedItem } from './use-linked-item.js'

/** The item that this one links to, by its name; another is chosen from a list in a drawer. */
export function SelectDropdownM2o(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const [isOpen, { open, close }] = useDisclosure(false)
  const { label: title, description, error, withAsterisk, disabled, id } = frame
  const name = useLinkedItem(field, value)
  const canClear = field.nullable && !disabled && value !== null && value !== undefined
  return (
    <>
      <InputBase
        component="button"
        type="button"
        pointer
        {...{ id, label: title, description, error, withAsterisk, disabled }}
        onClick={open}
        rightSectionWidth={canClear ? 64 : 36}
        rightSectionPointerEvents={canClear ? 'all' : 'none'}
        rightSection={
          <Group gap={2} wrap="nowrap">
            {canClear && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={messages.clear}
                onClick={() => onChange(null)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
            <IconChevronRight size={16} aria-hidden />
          </Group>
        }
      >
        <Text span fz="sm" truncate c={name === null ? 'dimmed' : undefined}>
          {name ?? messages.notChosen}
        </Text>
      </InputBase>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="right"
        size="xl"
        title={messages.choose(field.title)}
        closeButtonProps={{ 'aria-label': messages.close }}
        styles={drawerStyles}
      >
        {field.related !== null && (
          <ItemPicker
            collection={field.related.collection}
            onPick={(item) => {
              onChange(keyOf(field, item))
              close()
            }}
          />
        )}
      </Drawer>
    </>
  )
}

const drawerStyles = {
  content: { display: 'flex', flexDirection: 'column' },
  body: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, padding: 0 },
} as const

function keyOf({ related }: StudioField, item: Readonly<Record<string, unknown>>): unknown {
  return related === null ? null : item[related.key]
}
