import {
  ActionIcon,
  Badge,
  Box,
  Collapse,
  Group,
  Text,
  Tooltip,
  UnstyledButton,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconArrowBackUp,
  IconChevronDown,
  IconChevronRight,
  IconLinkOff,
  IconTrash,
} from '@tabler/icons-react'
import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { Value } from '../displays/value.js'
import { restored, type StagedList, without } from '../item-form/staged.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioList } from '../schema/studio-list.js'
import { useCollection } from '../schema/use-collections.js'
import { columnValue } from './list-columns.js'
import type { ListShape } from './list-shape.js'
import { AnyRowName, rowName } from './row-name.js'
import { PageLink } from './page-link.js'
import { linkedKey } from './row-drawer.js'
import { SortableRow } from './sortable-rows.js'
import type { ListRow } from './use-list-rows.js'

interface ListRowViewProps {
  readonly row: ListRow
  readonly shape: ListShape
  readonly list: StudioList
  readonly staged: StagedList
  readonly isReadonly: boolean
  readonly isSortable: boolean
  readonly deletes: boolean
  readonly branch: ReactNode
  readonly onOpen: () => void
  readonly onChange: (staged: StagedList) => void
}

/** A row that opens its item; what waits to be saved of it is told. */
export function ListRowView(props: ListRowViewProps): ReactElement {
  const { row, shape, isSortable, branch } = props
  const { messages } = useStudio()
  const [isOpen, { toggle }] = useDisclosure(false)
  const name = rowName(shape, row)
  const line = (
    <Group gap={0} wrap="nowrap" pr={4} style={rowStyle}>
      {branch !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? messages.collapse : messages.expand}: ${name}`}
          onClick={toggle}
        >
          {isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </ActionIcon>
      )}
      <RowButton {...props} />
      <Group gap={0} wrap="nowrap" style={actionsStyle}>
        {shape.hasLinks && row.state !== 'new' && <RowLink {...props} name={name} />}
        <RowActions {...props} name={name} />
      </Group>
    </Group>
  )
  return (
    <li>
      {isSortable ? (
        <SortableRow id={row.id} name={name}>
          {line}
        </SortableRow>
      ) : (
        line
      )}
      {branch !== null && (
        <Collapse expanded={isOpen}>
          <Box pl="xl" pr="xs" pb="xs">
            {isOpen && branch}
          </Box>
        </Collapse>
      )}
    </li>
  )
}

function RowButton({ row, shape, onOpen }: ListRowViewProps): ReactElement {
  const { messages } = useStudio()
  const isRemoved = row.state === 'removed'
  return (
    <UnstyledButton
      onClick={onOpen}
      disabled={isRemoved}
      px="sm"
      style={{
        flex: 1,
        minWidth: 0,
        minHeight: shape.height,
        alignItems: 'center',
        ...(isRemoved && { textDecoration: 'line-through', opacity: 0.7, cursor: 'default' }),
        ...(shape.layout === 'table' ? gridOf(shape) : { display: 'flex' }),
      }}
    >
      {shape.layout === 'table' ? (
        shape.columns.map(({ field, through }) => (
          <Text key={`${through} ${field.name}`} component="span" fz="sm" truncate>
            <Value field={field} value={columnValue({ field, through }, row.item)} />
          </Text>
        ))
      ) : shape.discriminator === null ? (
        <Text component="span" fz="sm" truncate>
          {rowName(shape, row)}
        </Text>
      ) : (
        <AnyRowName shape={shape} row={row} />
      )}
      {(row.state === 'new' || row.state === 'changed') && (
        <Badge
          variant="light"
          tt="none"
          style={{ gridColumn: '1 / -1', justifySelf: 'start' }}
          {...(shape.layout === 'list' && { ml: 'auto' })}
        >
          {messages.staged}
        </Badge>
      )}
    </UnstyledButton>
  )
}

/** Leads to the page of what a row is about: of a junction that is what it leads on to. */
function RowLink({
  row,
  list,
  shape,
  name,
}: ListRowViewProps & { readonly name: string }): ReactElement {
  const named = row.item[shape.discriminator ?? '']
  const target = list.kind === 'many-to-any' ? String(named ?? '') : (list.targets[0] ?? '')
  const id = list.other === null ? list.collection : target
  const { collection } = useCollection(id)
  const linked = list.other === null ? row.item : row.item[list.other]
  const key = collection === undefined ? null : linkedKey(collection, linked)
  return <PageLink collection={id} itemKey={key} name={name} />
}

function RowActions({
  row,
  name,
  staged,
  deletes,
  isReadonly,
  onChange,
}: ListRowViewProps & { readonly name: string }): ReactElement | null {
  const { messages } = useStudio()
  if (isReadonly) return null
  if (row.state === 'removed')
    return (
      <Group gap={4} wrap="nowrap">
        <Text fz="xs" c="dimmed" visibleFrom="sm">
          {deletes ? messages.deletedWhenSaved : messages.takenOut}
        </Text>
        <RowAction
          label={`${messages.undo}: ${name}`}
          onClick={() => onChange(restored(staged, row.id))}
        >
          <IconArrowBackUp size={16} />
        </RowAction>
      </Group>
    )
  const label = deletes ? messages.delete : messages.unlink
  return (
    <RowAction label={`${label}: ${name}`} onClick={() => onChange(without(staged, row.id))}>
      {deletes ? <IconTrash size={16} /> : <IconLinkOff size={16} />}
    </RowAction>
  )
}

function RowAction(props: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}): ReactElement {
  return (
    <Tooltip label={props.label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={props.label}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}

interface ListHeadProps {
  readonly shape: ListShape
  readonly isSortable: boolean
}

/** The names of the columns. Each row tells its values by itself, so that nobody has to hear this first. */
export function ListHead({ shape, isSortable }: ListHeadProps): ReactElement | null {
  if (shape.layout === 'list') return null
  return (
    <Box aria-hidden px="sm" pl={isSortable ? 48 : 'sm'} pr={48} py={6} style={gridOf(shape)}>
      {shape.columns.map(({ field, through }) => (
        <Text key={`${through} ${field.name}`} fz="xs" fw={600} c="dimmed" truncate>
          {field.title}
        </Text>
      ))}
    </Box>
  )
}

/** Columns that would be too narrow to read are scrolled to, and what can be done with a row stays in sight. */
export function leastWidth({ layout, columns }: ListShape): number {
  return layout === 'table' && columns.length > 1 ? columns.length * LEAST_COLUMN : 0
}

function gridOf({ columns }: ListShape): CSSProperties {
  return {
    display: 'grid',
    columnGap: 12,
    gridTemplateColumns: `repeat(${Math.max(1, columns.length)}, minmax(0, 1fr))`,
  }
}

/** In pixels. */
const LEAST_COLUMN = 112

const actionsStyle: CSSProperties = {
  position: 'sticky',
  right: 0,
  background: 'var(--mantine-color-body)',
}

const rowStyle: CSSProperties = { borderTop: '1px solid var(--mantine-color-default-border)' }
