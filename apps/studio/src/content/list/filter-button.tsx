import { ActionIcon, Drawer, Indicator, Skeleton, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { countRules, type FilterJson, useStudio, lazyPart } from '@relvar/studio-ui'
import { type ReactElement, Suspense } from 'react'
import { words } from '../../words.js'

const FilterPanel = lazyPart(async () => (await import('./filter-panel.js')).FilterPanel)

interface FilterButtonProps {
  readonly collection: string
  readonly value: FilterJson | null
  readonly onChange: (value: FilterJson | null) => void
}

/** The conditions of a list, a press of a button away; how many there are stands on it. */
export function FilterButton({ collection, value, onChange }: FilterButtonProps): ReactElement {
  const { messages } = useStudio()
  const [isOpen, { open, close }] = useDisclosure(false)
  const count = countOf(value)
  return (
    <>
      <Tooltip label={words.list.filter}>
        <Indicator disabled={count === 0} label={count} size={16} inline>
          <ActionIcon
            variant="default"
            size={36}
            aria-label={count === 0 ? words.list.filter : words.list.filtered(count)}
            onClick={open}
          >
            <IconFilter size={18} stroke={1.6} />
          </ActionIcon>
        </Indicator>
      </Tooltip>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="right"
        size="lg"
        title={words.list.filter}
        closeButtonProps={{ 'aria-label': messages.close }}
      >
        <Suspense fallback={<Skeleton h={60} />}>
          <FilterPanel collection={collection} value={value} onChange={onChange} />
        </Suspense>
      </Drawer>
    </>
  )
}

/** A filter from an address may be none. */
function countOf(value: FilterJson | null): number {
  try {
    return countRules(value)
  } catch (error) {
    if (error instanceof TypeError) return 1
    throw error
  }
}
