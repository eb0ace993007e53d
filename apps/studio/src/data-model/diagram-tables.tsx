import { Box, NavLink, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useReactFlow } from '@xyflow/react'
import { type ReactElement, useRef, useState } from 'react'
import type { DiagramTable } from './diagram-layout.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.diagramPage
const ROW = 36

interface DiagramTablesProps {
  readonly tables: readonly DiagramTable[]
  readonly focused: string | null
  readonly onFocus: (id: string) => void
}

/**
 * The tables by name, to find one in the picture; of a thousand only those in sight are in the document. On a narrow
 * page they open from a line above it. Stands in a `ReactFlowProvider`.
 */
export function DiagramTables({ tables, focused, onFocus }: DiagramTablesProps): ReactElement {
  const flow = useReactFlow()
  const scroller = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = tables.filter(({ id }) => id.toLowerCase().includes(wanted))
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  })
  function show({ id, x, y, width, height }: DiagramTable): void {
    onFocus(id)
    void flow.setCenter(x + width / 2, y + height / 2, { zoom: 1 })
  }
  return (
    <>
      <Select
        hiddenFrom="sm"
        m="xs"
        aria-label={words.search}
        placeholder={words.search}
        leftSection={<IconSearch size={16} />}
        searchable
        limit={100}
        nothingFoundMessage={dataModelWords.noneMatches}
        data={tables.map(({ id }) => id)}
        value={focused}
        onChange={(id) => {
          const chosen = tables.find((table) => table.id === id)
          if (chosen !== undefined) show(chosen)
        }}
      />
      <Stack
        gap={0}
        w={220}
        visibleFrom="sm"
        style={{ borderRight: '1px solid var(--mantine-color-default-border)', flexShrink: 0 }}
      >
        <TextInput
          m="xs"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && found[0] !== undefined) show(found[0])
          }}
        />
        {found.length === 0 && (
          <Text fz="sm" c="dimmed" px="xs">
            {dataModelWords.noneMatches}
          </Text>
        )}
        <Box
          ref={scroller}
          component="nav"
          aria-label={words.tables}
          style={{ flex: 1, minHeight: 0, overflowY: 'auto' }}
        >
          <Box pos="relative" h={virtual.getTotalSize()}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const table = found[index]
              if (table === undefined) return null
              return (
                <NavLink
                  key={table.id}
                  component="button"
                  label={table.id}
                  title={table.id}
                  active={table.id === focused}
                  noWrap
                  h={ROW}
                  py={0}
                  style={{ position: 'absolute', top: start, left: 0, right: 0 }}
                  onClick={() => show(table)}
                />
              )
            })}
          </Box>
        </Box>
      </Stack>
    </>
  )
}
