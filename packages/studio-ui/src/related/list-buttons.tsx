import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconLink, IconPlus } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { useCollections } from '../schema/use-collections.js'
import type { ListBodyProps } from './list-body.js'

interface ListButtonsProps extends ListBodyProps {
  readonly onShow: (key: string) => void
}

/** What adds rows: those that are there, and new ones; of several collections one after the choice of which. */
export function ListButtons(props: ListButtonsProps): ReactElement | null {
  const { field, list, rows, target, frame, onShow } = props
  const { messages } = useStudio()
  if (frame.disabled) return null
  const { enableCreate, enableSelect } = field.options
  const isAny = list.kind === 'many-to-any'
  const made = target ?? rows
  const canLink =
    list.other === null ? rows.actions.includes('update') : rows.actions.includes('create')
  // A row whose key is made of the link belongs where it is.
  const isBound =
    list.other === null && list.columns.some(([here]) => rows.primaryKey.includes(here))
  const canCreate = enableCreate !== false && (isAny || made.actions.includes('create'))
  return (
    <Group gap="xs">
      {enableSelect !== false && canLink && !isBound && (
        <Adder {...{ props, sign: '?', label: messages.addExisting, onShow }}>
          <IconLink size={14} />
        </Adder>
      )}
      {canCreate && (
        <Adder {...{ props, sign: '+', label: messages.createNew, onShow }}>
          <IconPlus size={14} />
        </Adder>
      )}
    </Group>
  )
}

interface AdderProps {
  readonly props: ListBodyProps
  readonly sign: '?' | '+'
  readonly label: string
  readonly onShow: (key: string) => void
  readonly children: ReactNode
}

function Adder({
  props: { list, field },
  sign,
  label,
  onShow,
  children,
}: AdderProps): ReactElement {
  const { data = [] } = useCollections()
  const name = `${label}: ${field.title}`
  const common = { size: 'xs', variant: 'default', leftSection: children } as const
  if (list.kind !== 'many-to-any')
    return (
      <Button {...common} aria-label={name} onClick={() => onShow(sign)}>
        {label}
      </Button>
    )
  const choices = data.filter(({ collection }) => list.targets.includes(collection))
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button {...common} aria-label={name} rightSection={<IconChevronDown size={14} />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice.collection} onClick={() => onShow(`${sign}:${choice.collection}`)}>
            {choice.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
