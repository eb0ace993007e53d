import '@xyflow/react/dist/style.css'
import { Box, useComputedColorScheme } from '@mantine/core'
import {
  Background,
  Controls,
  type Node,
  type NodeProps,
  ReactFlow,
  useStore,
  ViewportPortal,
} from '@xyflow/react'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, type CSSProperties, memo, type ReactElement, useMemo } from 'react'
import {
  COLUMN_HEIGHT,
  type Diagram,
  type DiagramColumn,
  type DiagramLink,
  type DiagramTable,
  HEAD_HEIGHT,
} from './diagram-layout.js'
import { FAR_LINE, FAR_PADDING, farTitle, type FarTitle } from './far-title.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.diagramPage

/** Columns are drawn from this scale on: below, nobody could read them. */
const READABLE = 0.35

interface DiagramPictureProps {
  readonly diagram: Diagram
  /** The table that stands out, with its links. */
  readonly focused: string | null
  readonly onFocus: (id: string) => void
}

type TableNode = Node<{ readonly table: DiagramTable; readonly isFocused: boolean }, 'table'>

/** The tables and links to be looked at, from afar and from near. Stands in a `ReactFlowProvider`. */
export function DiagramPicture({ diagram, focused, onFocus }: DiagramPictureProps): ReactElement {
  const navigate = useNavigate()
  const scheme = useComputedColorScheme()
  const nodes = useMemo(
    () =>
      diagram.tables.map((table): TableNode => ({
        id: table.id,
        type: 'table',
        position: { x: table.x, y: table.y },
        width: table.width,
        height: table.height,
        data: { table, isFocused: table.id === focused },
      })),
    [diagram, focused],
  )
  return (
    <Box style={{ flex: 1, minWidth: 0 }} role="region" aria-label={words.label}>
      <ReactFlow
        nodes={nodes}
        nodeTypes={nodeTypes}
        colorMode={scheme}
        fitView
        fitViewOptions={besideButtons}
        minZoom={0.02}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, { id }) => onFocus(id)}
        onNodeDoubleClick={(_, { id }) =>
          void navigate({ to: '/settings/data-model/$collection', params: { collection: id } })
        }
      >
        <Background />
        <ViewportPortal>
          <Links links={diagram.links} focused={focused} />
        </ViewportPortal>
        <Controls showInteractive={false} />
      </ReactFlow>
    </Box>
  )
}

interface LinksProps {
  readonly links: readonly DiagramLink[]
  readonly focused: string | null
}

/** All links as three lines: of foreign keys, of declared links, and of the table that is looked at. */
const Links = memo(function Links({ links, focused }: LinksProps): ReactElement {
  // From afar a line of one pixel is none.
  const width = useIsNear() ? 1 : 4
  const isOf = ({ from, to }: DiagramLink): boolean => from === focused || to === focused
  const others = links.filter((link) => !isOf(link))
  return (
    <svg aria-hidden style={linksStyle} fill="none">
      <g stroke="var(--mantine-color-dimmed)" strokeWidth={width} opacity={0.6}>
        <path d={pathOf(others, false)} />
        <path d={pathOf(others, true)} strokeDasharray="4 4" />
      </g>
      <g stroke="var(--mantine-primary-color-filled)" strokeWidth={width * 2}>
        <path d={pathOf(links.filter(isOf), false)} />
        <path d={pathOf(links.filter(isOf), true)} strokeDasharray="4 4" />
      </g>
    </svg>
  )
})

function pathOf(links: readonly DiagramLink[], isDeclared: boolean): string {
  const drawn = links.filter((link) => link.isDeclared === isDeclared)
  return drawn.map(({ path }) => path).join(' ')
}

/** Behind the tables, and as wide as it needs to be. */
const linksStyle: CSSProperties = {
  position: 'absolute',
  top: 0,
  left: 0,
  width: 1,
  height: 1,
  overflow: 'visible',
  zIndex: -1,
  pointerEvents: 'none',
}

/** Whether columns can be read; before the first look at the whole nobody knows. */
function useIsNear(): boolean {
  return useStore(({ transform, fitViewQueued }) => !fitViewQueued && transform[2] >= READABLE)
}

const TableBox = memo(function TableBox({
  data: { table, isFocused },
}: NodeProps<TableNode>): ReactElement {
  const isNear = useIsNear()
  return (
    <div style={{ ...(isNear ? boxStyle : farBoxStyle), ...(isFocused && focusedStyle) }}>
      {isNear ? (
        <>
          <div style={titleStyle}>{table.title}</div>
          {table.columns.map((column) => (
            <ColumnLine key={column.name} column={column} />
          ))}
          {table.more > 0 && (
            <div style={lineStyle}>
              <span style={typeStyle}>+ {table.more}</span>
            </div>
          )}
        </>
      ) : (
        <FarName table={table} />
      )}
    </div>
  )
})

function FarName({ table }: { readonly table: DiagramTable }): ReactElement {
  const title = farTitle(table)
  return (
    <div style={farTitleStyle(title)}>
      {title.parts.map((part, index) => (
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </div>
  )
}

function ColumnLine({ column }: { readonly column: DiagramColumn }): ReactElement {
  const { name, type, isKey } = column
  return (
    <div style={lineStyle}>
      <span style={isKey ? keyStyle : nameStyle}>{name}</span>
      <span style={typeStyle}>{type}</span>
    </div>
  )
}

const nodeTypes = { table: TableBox }

const besideButtons = { padding: { x: '56px', y: '24px' } } as const

const cut: CSSProperties = {
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
}
const boxStyle: CSSProperties = {
  boxSizing: 'border-box',
  height: '100%',
  overflow: 'hidden',
  borderStyle: 'solid',
  borderWidth: 1,
  borderColor: 'var(--mantine-color-default-border)',
  borderRadius: 8,
  background: 'var(--mantine-color-body)',
}
const farBoxStyle: CSSProperties = {
  ...boxStyle,
  background: 'light-dark(var(--mantine-color-gray-2), var(--mantine-color-dark-5))',
}
const focusedStyle: CSSProperties = {
  borderColor: 'var(--mantine-primary-color-filled)',
  boxShadow: '0 0 0 2px var(--mantine-primary-color-filled)',
}
const titleStyle: CSSProperties = {
  ...cut,
  padding: '0 10px',
  fontSize: 13,
  fontWeight: 600,
  lineHeight: `${HEAD_HEIGHT}px`,
}
function farTitleStyle({ fontSize, lines }: FarTitle): CSSProperties {
  return {
    margin: FAR_PADDING,
    fontSize,
    fontWeight: 600,
    lineHeight: FAR_LINE,
    overflowWrap: 'anywhere',
    overflow: 'hidden',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: lines,
  }
}
const lineStyle: CSSProperties = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 8,
  padding: '0 10px',
  fontSize: 11,
  lineHeight: `${COLUMN_HEIGHT}px`,
}
const nameStyle: CSSProperties = { ...cut, fontFamily: 'var(--mantine-font-family-monospace)' }
const keyStyle: CSSProperties = { ...nameStyle, fontWeight: 700 }
const typeStyle: CSSProperties = { color: 'var(--mantine-color-dimmed)', whiteSpace: 'nowrap' }
