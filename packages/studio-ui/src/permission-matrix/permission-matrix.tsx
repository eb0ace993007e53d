import { Checkbox, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import {
  accessOf,
  type CellAccess,
  type ImpossibleReason,
  isOffered,
  MATRIX_ACTIONS,
  type MatrixAction,
  type MatrixCell,
  type MatrixCollection,
  type PermissionRow,
} from './matrix.js'
import { MatrixCellButtons } from './matrix-cell.js'
import { type MatrixLine, matrixLines } from './matrix-lines.js'
import { useGridKeys } from './use-grid-keys.js'
import { WholeMenu, type WholeMenuProps } from './whole-menu.js'

/** What is allowed, and what is done when a cell is pressed. */
export interface PermissionMatrixProps {
  /** What it is about, for those who hear it: the policy's name. */
  readonly label: string
  readonly collections: readonly MatrixCollection[]
  /** The permissions of the policy. */
  readonly rows: readonly PermissionRow[]
  /** Those that the use of the Studio brings along. */
  readonly implied?: readonly PermissionRow[]
  /** Cells should allow all, or none; it is written at once. */
  readonly onSet: (cells: readonly MatrixCell[], access: 'none' | 'all') => void
  /** A cell should have rules of its own. */
  readonly onCustomise: (cell: MatrixCell) => void
  /** Somebody wants to know why. */
  readonly onExplain?: (collection: string) => void
}

const ROW = 40
const NOTHING: readonly PermissionRow[] = []

/**
 * Who may do what, at a glance: collections down, actions across. Of 500 collections only those in sight are in
 * the document.
 *
 * @example
 * <PermissionMatrix label="Sell" collections={collections} rows={rows} onSet={write} onCustomise={open} />
 */
export function PermissionMatrix(props: PermissionMatrixProps): ReactElement {
  const { label, collections, rows, implied = NOTHING, onSet, onCustomise, onExplain } = props
  const { matrix } = useStudio().messages
  const [filter, setFilter] = useState('')
  const [system, setSystem] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(
    () => matrixLines(collections, rows, { filter, system }),
    [collections, rows, filter, system],
  )
  const byCell = useMemo(() => Map.groupBy(rows, cellId), [rows])
  const impliedCells = useMemo(() => new Set(implied.map(cellId)), [implied])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  const choose = useCallback(
    (cell: MatrixCell, access: CellAccess): void =>
      access === 'custom' ? onCustomise(cell) : onSet([cell], access),
    [onSet, onCustomise],
  )
  /** Buttons are there for what is offered only, but a key can be pressed anywhere. */
  const chooseOffered = (cell: MatrixCell, access: CellAccess): void => {
    const now = accessOf(byCell.get(cellId(cell)) ?? NOTHING)
    if (isOffered(access, now, impossibleAt(lines, cell) === null)) choose(cell, access)
  }
  const grid = useGridKeys({ lines, virtual, scroller, choose: chooseOffered })
  const shown = virtual.getVirtualItems()
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const setMany = (cells: readonly MatrixCell[], access: 'none' | 'all'): void => {
    const possible = cells.filter((cell) => impossibleAt(lines, cell) === null)
    onSet(access === 'none' ? cells : possible, access)
  }
  const setColumn = (action: MatrixAction, access: 'none' | 'all'): void =>
    setMany(
      lines.map(({ id }) => ({ collection: id, action })),
      access,
    )
  const setRow = (collection: string, access: 'none' | 'all'): void =>
    setMany(
      MATRIX_ACTIONS.map((action) => ({ collection, action })),
      access,
    )
  return (
    <Stack gap="xs" style={{ minHeight: 0 }}>
      <Group gap="md">
        <TextInput
          aria-label={matrix.filter}
          placeholder={matrix.filter}
          leftSection={<IconSearch size={16} />}
          style={{ flex: 1, minWidth: 160 }}
          maw={320}
          value={filter}
          onChange={({ currentTarget }) => setFilter(currentTarget.value)}
        />
        <Checkbox
          label={matrix.systemShown}
          checked={system}
          onChange={({ currentTarget }) => setSystem(currentTarget.checked)}
        />
        <Text fz="xs" c="dimmed" visibleFrom="md">
          {matrix.keys}
        </Text>
      </Group>
      <div
        ref={scroller}
        style={{ overflow: 'auto', maxHeight: '70dvh' }}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        <Table verticalSpacing={0} highlightOnHover w="auto" onKeyDown={grid.onKeyDown}>
          <Table.Thead style={HEAD}>
            <Table.Tr h={ROW}>
              <Table.Th style={{ ...FIRST, zIndex: 2 }}>{matrix.collection}</Table.Th>
              {MATRIX_ACTIONS.map((action) => (
                <Table.Th key={action} w={108}>
                  <WholeMenu
                    label={matrix.actions[action]}
                    name={matrix.column(matrix.actions[action])}
                    onSet={(access) => setColumn(action, access)}
                  />
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Spacer height={shown[0]?.start ?? 0} />
            {shown.map(({ index }) => {
              const line = lines[index]
              return (
                line && (
                  <Table.Tr key={line.id} h={ROW} data-line={index}>
                    <RowHead
                      label={<LineName line={line} />}
                      name={matrix.row(line.title)}
                      onSet={(access) => setRow(line.id, access)}
                      {...(onExplain && { onExplain: () => onExplain(line.id) })}
                    />
                    {MATRIX_ACTIONS.map((action, column) => {
                      const id = cellId({ collection: line.id, action })
                      return (
                        <Table.Td key={action} data-cell={`${index} ${column}`}>
                          <MatrixCellButtons
                            collection={line.id}
                            action={action}
                            title={line.title}
                            access={accessOf(byCell.get(id) ?? NOTHING)}
                            impossible={line.impossible?.[action] ?? null}
                            isImplied={impliedCells.has(id)}
                            isTabStop={grid.isTabStop(index, column)}
                            onChoose={choose}
                          />
                        </Table.Td>
                      )
                    })}
                  </Table.Tr>
                )
              )
            })}
            <Spacer height={below} />
          </Table.Tbody>
        </Table>
        {lines.length === 0 && (
          <Text c="dimmed" fz="sm" p="md" role="status">
            {matrix.nothingFound}
          </Text>
        )}
      </div>
    </Stack>
  )
}

/** The head of a row. While its menu is open it stands above the heads below, which stay in sight as well. */
function RowHead(props: WholeMenuProps): ReactElement {
  const [isOpen, setOpen] = useState(false)
  return (
    <Table.Th scope="row" style={{ ...FIRST, ...(isOpen && { zIndex: 2 }) }} fw={400}>
      <WholeMenu {...props} onToggle={setOpen} />
    </Table.Th>
  )
}

const HEAD = {
  position: 'sticky',
  top: 0,
  zIndex: 2,
  background: 'var(--mantine-color-body)',
} as const
/** As wide whichever names are in sight, and the choices beside it: nobody follows a line over a gap. */
const FIRST = {
  position: 'sticky',
  left: 0,
  zIndex: 1,
  background: 'var(--mantine-color-body)',
  minWidth: 'clamp(120px, 30vw, 260px)',
  maxWidth: 260,
} as const

function cellId({ collection, action }: MatrixCell): string {
  return `${action} ${collection}`
}

/** Why something cannot be done; null where it can. */
function impossibleAt(
  lines: readonly MatrixLine[],
  { collection, action }: MatrixCell,
): ImpossibleReason | null {
  return lines.find(({ id }) => id === collection)?.impossible?.[action] ?? null
}

/** Keeps the place of the rows that are not in the document. */
function Spacer({ height }: { readonly height: number }): ReactElement | null {
  if (height === 0) return null
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} colSpan={MATRIX_ACTIONS.length + 1} />
    </tr>
  )
}

function LineName({ line }: { readonly line: MatrixLine }): ReactElement {
  const { matrix } = useStudio().messages
  return (
    <Text
      span
      fz="sm"
      truncate
      title={line.isMissing ? matrix.missing : line.id}
      {...(line.isMissing && { td: 'line-through', c: 'dimmed' })}
    >
      {line.title}
    </Text>
  )
}
