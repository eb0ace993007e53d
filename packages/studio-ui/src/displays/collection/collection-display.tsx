import { Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useCollections } from '../../schema/use-collections.js'
import type { DisplayProps } from '../display-props.js'

/** The name that a collection goes by, with its icon where that is wanted. */
export function CollectionDisplay({ field, value }: DisplayProps): ReactElement | string {
  const { data } = useCollections()
  const found = data?.find(({ collection }) => collection === value)
  const title = found?.title ?? String(value)
  const icon = field.displayOptions['icon'] === true ? namedIcon(found?.meta?.['icon']) : null
  if (icon === null) return title
  return (
    <Group gap={6} wrap="nowrap" component="span">
      {icon}
      {title}
    </Group>
  )
}
