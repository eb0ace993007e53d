import { ActionIcon, Button, Group, Menu, SegmentedControl, Stack, Text } from '@mantine/core'
import {
  IconAlignCenter,
  IconAlignLeft,
  IconAlignRight,
  IconArrowDown,
  IconArrowUp,
  IconX,
} from '@tabler/icons-react'
import {
  type Alignment,
  alignmentOf,
  type Density,
  FieldPicker,
  LayoutOptions,
  layouts,
  type StudioCollection,
  useListColumns,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { words } from '../../words.js'
import type { ListViewState } from './use-list-view.js'

export interface ListOptionsProps {
  readonly list: ListViewState
  readonly collection: StudioCollection
  /** Paths of fields, in their order. */
  readonly columns: readonly string[]
  readonly onColumnsChange: (columns: readonly string[] | null) => void
  /** Only what somebody said, by path. */
  readonly align: Readonly<Record<string, Alignment>>
  readonly onAlign: (align: Readonly<Record<string, Alignment>>) => void
  readonly density: Density
  readonly onDensityChange: (density: Density) => void
}

/** The layout of a list, and how that is arranged; one column of a table always stays. */
export function ListOptionsPanel(props: ListOptionsProps): ReactElement {
  const { list, collection } = props
  const { layout } = list.view
  const isTable = !Object.hasOwn(layouts, layout)
  return (
    <Stack gap="md">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={words.list.layout}
        data={Object.entries(words.list.layouts).map(([value, label]) => ({ value, label }))}
        value={isTable ? 'tabular' : layout}
        onChange={(next) => list.change({ layout: next })}
      />
      {isTable ? (
        <>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={words.list.density}
            data={Object.entries(words.list.densities).map(([value, label]) => ({
              value,
              label,
            }))}
            value={props.density}
            onChange={(value) => props.onDensityChange(value as Density)}
          />
          <Columns {...props} />
        </>
      ) : (
        <LayoutOptions
          layout={layout}
          collection={collection}
          options={list.options}
          onChange={list.setOptions}
        />
      )}
    </Stack>
  )
}

function Columns(props: ListOptionsProps): ReactElement {
  const { collection, columns: paths, onColumnsChange, align, onAlign } = props
  const columns = useListColumns(collection, paths)
  const move = (at: number, to: number): void =>
    onColumnsChange(paths.toSpliced(at, 1).toSpliced(to, 0, paths[at] ?? ''))
  return (
    <>
      <Stack gap={2} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {paths.map((path, index) => {
          const column = columns.find((each) => each.path === path)
          const title = column?.title ?? path
          return (
            <Group key={path} component="li" gap={2} wrap="nowrap">
              <Text fz="sm" truncate title={path} style={{ flex: 1 }}>
                {title}
              </Text>
              {column !== undefined && (
                <AlignMenu
                  title={title}
                  value={align[path] ?? alignmentOf(column)}
                  onChange={(value) => onAlign({ ...align, [path]: value })}
                />
              )}
              <Small
                label={words.list.moveUp(title)}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                <IconArrowUp size={14} />
              </Small>
              <Small
                label={words.list.moveDown(title)}
                disabled={index === paths.length - 1}
                onClick={() => move(index, index + 1)}
              >
                <IconArrowDown size={14} />
              </Small>
              <Small
                label={words.list.hide(title)}
                disabled={paths.length === 1}
                onClick={() => onColumnsChange(paths.toSpliced(index, 1))}
              >
                <IconX size={14} />
              </Small>
            </Group>
          )
        })}
      </Stack>
      <Group justify="space-between">
        <FieldPicker
          collection={collection.id}
          kinds="column"
          label={words.list.addColumn}
          onPick={(path) => {
            const added = path.join('.')
            if (!paths.includes(added)) onColumnsChange([...paths, added])
          }}
        >
          {words.list.addColumn}
        </FieldPicker>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onColumnsChange(null)}>
          {words.list.reset}
        </Button>
      </Group>
    </>
  )
}

interface SmallProps {
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly children: ReactElement
}

function Small({ label, disabled, onClick, children }: SmallProps): ReactElement {
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}

const ALIGN_ICONS = {
  left: IconAlignLeft,
  center: IconAlignCenter,
  right: IconAlignRight,
} as const
const ALIGNMENTS: readonly Alignment[] = ['left', 'center', 'right']

interface AlignMenuProps {
  readonly title: string
  readonly value: Alignment
  readonly onChange: (value: Alignment) => void
}

function AlignMenu({ title, value, onChange }: AlignMenuProps): ReactElement {
  const Now = ALIGN_ICONS[value]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words.list.align(title)}>
          <Now size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {ALIGNMENTS.map((each) => {
          const Icon = ALIGN_ICONS[each]
          return (
            <Menu.Item
              key={each}
              leftSection={<Icon size={14} />}
              aria-current={each === value}
              onClick={() => onChange(each)}
            >
              {words.list.alignments[each]}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
