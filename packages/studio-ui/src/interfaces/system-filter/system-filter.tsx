import { Box, Code, Input, Skeleton, Text } from '@mantine/core'
import { type ReactElement, Suspense } from 'react'
import type { FilterJson } from '../../filter/filter-tree.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { OfCollection } from '../of-collection.js'
import { lazyPart } from '../../lazy/lazy-part.js'

const FilterBuilder = lazyPart(
  async () => (await import('../../filter/filter-builder.js')).FilterBuilder,
)

/** A filter of the items of the collection that an option names. */
export function SystemFilter({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { id, label, description, error, withAsterisk, disabled } = frame
  const filter = typeof value === 'object' ? (value as FilterJson | null) : null
  return (
    <Input.Wrapper {...{ id, label, description, error, withAsterisk }} labelElement="div">
      <Box role="group" aria-labelledby={`${id}-label`} mt={4}>
        <OfCollection field={field}>
          {(collection) => {
            if (disabled) return <Code block>{JSON.stringify(filter, null, 2)}</Code>
            if (collection === '')
              return (
                <Text fz="sm" c="dimmed">
                  {messages.collectionFirst}
                </Text>
              )
            return (
              <Suspense fallback={<Skeleton h={36} />}>
                <FilterBuilder
                  key={collection}
                  collection={collection}
                  value={filter}
                  onChange={onChange}
                />
              </Suspense>
            )
          }}
        </OfCollection>
      </Box>
    </Input.Wrapper>
  )
}
