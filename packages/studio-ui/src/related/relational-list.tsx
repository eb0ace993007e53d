import { Alert, Input, Skeleton } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import type { InterfaceProps } from '../interfaces/interface-props.js'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioList } from '../schema/studio-list.js'
import { useCollection } from '../schema/use-collections.js'
import { ListBody } from './list-body.js'
import type { ListRow } from './use-list-rows.js'

export interface RelationalListProps extends InterfaceProps {
  /** What stands below a row that is opened, as the branches of a tree. */
  readonly branchOf?: (row: ListRow, rows: StudioCollection) => ReactNode
}

/** Rows that belong to an item, of whatever kind: read page by page, changed together with it. */
export function RelationalList(props: RelationalListProps): ReactElement {
  const { field, frame } = props
  const { messages } = useStudio()
  const { label, description, error, id } = frame
  return (
    <Input.Wrapper {...{ label, description, error }} labelElement="div" id={id}>
      {field.list === undefined ? (
        <Alert color="gray">{messages.listBroken}</Alert>
      ) : (
        <LoadedList {...props} list={field.list} />
      )}
    </Input.Wrapper>
  )
}

function LoadedList(props: RelationalListProps & { readonly list: StudioList }): ReactElement {
  const { list } = props
  const { messages } = useStudio()
  const rows = useCollection(list.collection)
  const [one] = list.kind === 'many-to-many' ? list.targets : []
  const target = useCollection(one ?? list.collection)
  if (rows.isMissing || target.isMissing) return <Alert color="gray">{messages.listBroken}</Alert>
  if (rows.collection === undefined || target.collection === undefined)
    return <Skeleton h={120} mt={4} role="status" aria-label={messages.loading} />
  return (
    <ListBody
      {...props}
      rows={rows.collection}
      target={one === undefined ? null : target.collection}
    />
  )
}
