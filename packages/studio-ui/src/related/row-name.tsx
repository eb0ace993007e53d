import { Badge, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { writeTemplate } from '../schema/template.js'
import { useCollection } from '../schema/use-collections.js'
import type { Item } from '../wire/objects.js'
import type { ListShape } from './list-shape.js'
import type { ListRow } from './use-list-rows.js'

/** What a row is called. */
export function rowName({ template, through }: ListShape, { id, item }: ListRow): string {
  const linked = through === null ? item : item[through]
  const fromTarget = writeTemplate(template, linked)
  const text = fromTarget === '' ? writeTemplate(template, item) : fromTarget
  return text === '' ? id : text
}

interface RowNameProps {
  readonly shape: ListShape
  readonly row: ListRow
}

/** A row of several collections by the name of what it leads to, and the collection that this is of. */
export function AnyRowName({ shape, row }: RowNameProps): ReactElement {
  const { discriminator, through, prefix } = shape
  const id = String(row.item[discriminator ?? ''] ?? '')
  const { collection } = useCollection(id)
  const linked = (through === null ? null : row.item[through]) as Item | null
  const name = collection === undefined ? '' : writeTemplate(collection.template, linked ?? {})
  return (
    <>
      <Badge variant="light" color="gray" tt="none" mr="xs">
        {collection?.title ?? id}
      </Badge>
      <Text span fz="sm" truncate>
        {[writeTemplate(prefix, linked ?? {}), name === '' ? row.id : name].join(' ').trim()}
      </Text>
    </>
  )
}
