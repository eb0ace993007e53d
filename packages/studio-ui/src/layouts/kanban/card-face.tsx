import { Box, Group, Text } from '@mantine/core'
import { type ReactElement, useMemo } from 'react'
import { Value } from '../../displays/value.js'
import {
  fieldsOfColumn,
  type ListColumn,
  useListColumns,
  valueOf,
} from '../../item-table/list-columns.js'
import type { Options } from '../../schema/studio-field.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import { pathsOf, writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'

/** What the cards of a board show beside their title, by the options of the catalogue. */
const PLACES = ['textField', 'tagsField', 'dateField', 'userField'] as const

/** What is on a card, and what has to be read for that. */
export interface CardFace {
  readonly titleOf: (item: Item) => string
  readonly text: ListColumn | undefined
  /** In one line below the text. */
  readonly small: readonly ListColumn[]
  readonly reads: readonly string[]
}

export function useCardFace(collection: StudioCollection, options: Options): CardFace {
  const { titleField } = options
  const hasTitle = collection.fields.some(({ name }) => name === titleField)
  const template = hasTitle ? `{{${String(titleField)}}}` : collection.template
  const wanted = PLACES.map((place) => options[place])
  const key = JSON.stringify(wanted)
  const paths = useMemo(
    () => (JSON.parse(key) as unknown[]).filter((each) => typeof each === 'string'),
    [key],
  )
  const columns = useListColumns(collection, paths)
  return useMemo(() => {
    const [text] = JSON.parse(key) as unknown[]
    return {
      titleOf: (item) => writeTemplate(template, item),
      text: columns.find(({ path }) => path === text),
      small: columns.filter(({ path }) => path !== text),
      reads: [...pathsOf(template), ...columns.flatMap(fieldsOfColumn)],
    }
  }, [template, columns, key])
}

interface CardDetailsProps {
  readonly face: CardFace
  readonly item: Item
}

/** What stands below the title; nothing of what is empty. */
export function CardDetails({
  face: { text, small },
  item,
}: CardDetailsProps): ReactElement | null {
  const filled = small.filter((column) => isThere(valueOf(column, item)))
  const hasText = text !== undefined && isThere(valueOf(text, item))
  if (!hasText && filled.length === 0) return null
  return (
    <Box mt={4}>
      {hasText && (
        <Text fz="xs" c="dimmed" lineClamp={3} component="div" dir="auto">
          <Value field={text.field} value={valueOf(text, item)} />
        </Text>
      )}
      <Group gap="xs" mt={4}>
        {filled.map((column) => (
          <Box key={column.path} fz="xs" title={column.title} maw="100%">
            <Value field={column.field} value={valueOf(column, item)} />
          </Box>
        ))}
      </Group>
    </Box>
  )
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined && value !== ''
}
