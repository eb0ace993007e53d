import '@xyflow/react/dist/style.css'
import {
  ActionIcon,
  Box,
  Group,
  NavLink,
  ScrollArea,
  Skeleton,
  Text,
  TextInput,
  Tooltip,
  useComputedColorScheme,
} from '@mantine/core'
import { IconDownload, IconSearch, IconSitemap } from '@tabler/icons-react'
import {
  Background,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import {
  errorText,
  StateMessage,
  useAllFields,
  useCollections,
  useRelations,
  useStudio,
} from '@relvar/studio-ui'
import { useNavigate } from '@tanstack/react-router'
import { type CSSProperties, type ReactElement, useMemo, useState } from 'react'
import { userCollections } from '../content/collection-tree.js'
import { PageHeader } from '../content/page-header.js'
import { words as common } from '../words.js'
import {
  COLUMN_HEIGHT,
  type Diagram,
  type DiagramTable,
  HEAD_HEIGHT,
  layOut,
} from './diagram-layout.js'
import { diagramSvg } from './diagram-svg.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.diagramPage

/** All tables and their links as a picture, and as a list for whom a picture is no help. */
export function DiagramPage(): ReactElement {
  const { messages } = useStudio()
  const collections = useCollections()
  const fields = useAllFields()
  const relations = useRelations()
  const diagram = useMemo(() => {
    if (collections.data === undefined || fields.data === undefined || relations.data === undefined)
      return null
    const tables = userCollections(collections.data).filter(({ schema }) => schema !== null)
    return layOut(tables, fields.data, relations.data)
  }, [collections.data, fields.data, relations.data])
  const error = collections.error ?? fields.error ?? relations.error
  if (diagram === null)
    return (
      <>
        <PageHeader title={dataModelWords.diagram} />
        {error === null ? (
          <Box p="md" role="status" aria-label={common.loading}>
            <Skeleton h={480} />
          </Box>
        ) : (
          <StateMessage
            icon={<IconSitemap size={40} stroke={1.25} />}
            title={messages.failedTitle}
            text={errorText(error, messages)}
            action={{
              label: messages.retry,
              onClick: () => {
                for (const each of [collections, fields, relations]) void each.refetch()
              },
            }}
          />
        )}
      </>
    )
  return (
    <>
      <PageHeader title={dataModelWords.diagram}>
        <Tooltip label={words.export}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={words.export}
            onClick={() => save(diagramSvg(diagram))}
          >
            <IconDownload size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </PageHeader>
      <ReactFlowProvider>
        <Picture diagram={diagram} />
      </ReactFlowProvider>
    </>
  )
}

function save(svg: string): void {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: 'diagram.svg' })
  link.click()
  URL.revokeObjectURL(url)
}

type TableNode = Node<{ readonly table: DiagramTable; readonly isFound: boolean }, 'table'>

function Picture({ diagram }: { readonly diagram: Diagram }): ReactElement {
  const flow = useReactFlow()
  const navigate = useNavigate()
  const scheme = useComputedColorScheme()
  const [search, setSearch] = useState('')
  const [focused, setFocused] = useState<string | null>(null)
  const wanted = search.trim().toLowerCase()
  const found = diagram.tables.filter(({ id }) => id.toLowerCase().includes(wanted))
  const nodes = useMemo(
    () =>
      diagram.tables.map((table): TableNode => ({
        id: table.id,
        type: 'table',
        position: { x: table.x, y: table.y },
        width: table.width,
        height: table.height,
        data: { table, isFound: table.id === focused },
      })),
    [diagram, focused],
  )
  const edges = useMemo(
    () =>
      diagram.links.map(({ id, from, to, isDeclared }): Edge => ({
        id,
        source: from,
        target: to,
        focusable: false,
        ...(isDeclared && { style: { strokeDasharray: '4 4' } }),
      })),
    [diagram],
  )
  function focus(id: string): void {
    setFocused(id)
    void flow.fitView({ nodes: [{ id }], maxZoom: 1, duration: 0 })
  }
  if (diagram.tables.length === 0)
    return (
      <StateMessage
        icon={<IconSitemap size={40} stroke={1.25} />}
        title={dataModelWords.emptyTitle}
        text={words.empty}
      />
    )
  return (
    <Group gap={0} wrap="nowrap" align="stretch" style={{ flex: 1, minHeight: 0 }}>
      <Box
        w={220}
        visibleFrom="sm"
        style={{
          borderRight: '1px solid var(--mantine-color-default-border)',
          display: 'flex',
          flexDirection: 'column',
          flexShrink: 0,
        }}
      >
        <TextInput
          m="xs"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && found[0] !== undefined) focus(found[0].id)
          }}
        />
        <ScrollArea style={{ flex: 1 }} component="nav" aria-label={words.tables}>
          {found.map(({ id }) => (
            <NavLink
              key={id}
              component="button"
              label={id}
              active={id === focused}
              noWrap
              onClick={() => focus(id)}
            />
          ))}
        </ScrollArea>
      </Box>
      <Box style={{ flex: 1, minWidth: 0 }} role="region" aria-label={words.label}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          colorMode={scheme}
          style={flowStyle}
          fitView
          // Beside the buttons.
          fitViewOptions={{ padding: { x: '56px', y: '24px' } }}
          minZoom={0.02}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          proOptions={{ hideAttribution: true }}
          onNodeDoubleClick={(_, { id }) =>
            void navigate({ to: '/settings/data-model/$collection', params: { collection: id } })
          }
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </Box>
    </Group>
  )
}

function TableBox({ data: { table, isFound } }: NodeProps<TableNode>): ReactElement {
  return (
    <Box
      w={table.width}
      h={table.height}
      style={{
        border: `1px solid var(${isFound ? '--mantine-primary-color-filled' : '--mantine-color-default-border'})`,
        borderRadius: 8,
        background: 'var(--mantine-color-body)',
        ...(isFound && { boxShadow: '0 0 0 2px var(--mantine-primary-color-filled)' }),
      }}
    >
      <Handle type="target" position={Position.Left} style={{ top: HEAD_HEIGHT / 2, opacity: 0 }} />
      <Handle
        type="source"
        position={Position.Right}
        style={{ top: HEAD_HEIGHT / 2, opacity: 0 }}
      />
      <Text fz={13} fw={600} lh={`${HEAD_HEIGHT}px`} px={10} truncate>
        {table.title}
      </Text>
      {table.columns.map(({ name, type, isKey }) => (
        <Group key={name} h={COLUMN_HEIGHT} px={10} justify="space-between" wrap="nowrap" gap={8}>
          <Text fz={11} ff="monospace" truncate fw={isKey ? 700 : 400}>
            {name}
          </Text>
          <Text fz={11} c="dimmed">
            {type}
          </Text>
        </Group>
      ))}
      {table.more > 0 && (
        <Text fz={11} c="dimmed" px={10} lh={`${COLUMN_HEIGHT}px`}>
          + {table.more}
        </Text>
      )}
    </Box>
  )
}

const nodeTypes = { table: TableBox }

/** Links are to be seen on either ground. */
const flowStyle = { '--xy-edge-stroke': 'var(--mantine-color-dimmed)' } as CSSProperties
