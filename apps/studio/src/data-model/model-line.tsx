import { ActionIcon, Anchor, Badge, Box, Group, Menu, Text, Tooltip } from '@mantine/core'
import { IconDots, IconEye, IconFolder, IconTable } from '@tabler/icons-react'
import type { WireCollection } from '@relvar/studio-ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { TreeLine } from '../content/collection-tree.js'
import { type ModelState, statesOf } from './model-lines.js'
import { useSortableLine } from './sortable-list.js'
import { dataModelWords as words } from './words.js'

const ICONS = { collection: IconTable, view: IconEye, folder: IconFolder }

interface ModelLineProps {
  readonly line: TreeLine
  readonly collection: WireCollection | undefined
  readonly isFixed: boolean
  readonly onForget: (collection: WireCollection) => void
  readonly onRemove: (collection: WireCollection) => void
}

/** A collection, folder or view in the tree, with what is to be known of it. */
export function ModelLine({
  line,
  collection,
  isFixed,
  onForget,
  onRemove,
}: ModelLineProps): ReactElement {
  const { ref, style, handle } = useSortableLine(line.id, words.move(line.title), isFixed)
  const Icon = ICONS[line.kind]
  return (
    <Group
      ref={ref}
      h={44}
      px="xs"
      ml={line.depth * 24}
      mb={4}
      gap="xs"
      wrap="nowrap"
      style={{
        ...style,
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 8,
        background: 'var(--mantine-color-body)',
      }}
    >
      {handle}
      <Icon size={18} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <Anchor
        component={Link}
        to="/settings/data-model/$collection"
        params={{ collection: line.id } as never}
        c="inherit"
        fz="sm"
        fw={500}
        truncate
        title={line.title}
      >
        {line.title}
      </Anchor>
      <Text fz="xs" ff="monospace" c="dimmed" truncate visibleFrom="sm" style={{ flex: 1 }}>
        {line.id}
      </Text>
      <Box style={{ flex: 1 }} hiddenFrom="sm" />
      {collection !== undefined &&
        statesOf(collection).map((state) => <State key={state} state={state} />)}
      {collection !== undefined && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={words.moreOf(line.title)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {collection.schema !== null && (
              <Menu.Item onClick={() => onForget(collection)}>{words.forget.action}</Menu.Item>
            )}
            {(collection.schema === null || line.kind === 'collection') && (
              <Menu.Item c="var(--mantine-color-error)" onClick={() => onRemove(collection)}>
                {words.delete}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

/** What most collections are, or what their icon tells. */
const PLAIN: ReadonlySet<ModelState> = new Set(['managed', 'unmanaged', 'view', 'folder'])

function State({ state }: { readonly state: ModelState }): ReactElement {
  return (
    <Tooltip label={words.stateTexts[state]} multiline maw={300}>
      <Badge
        variant="default"
        tt="none"
        fw={500}
        size="sm"
        // On a narrow page the title comes first.
        {...(PLAIN.has(state) && { visibleFrom: 'sm' })}
        style={{ flexShrink: 0, ...(state === 'unmanaged' && { borderStyle: 'dashed' }) }}
      >
        {words.states[state]}
      </Badge>
    </Tooltip>
  )
}
