import { NativeSelect } from '@mantine/core'
import type { ReactElement } from 'react'
import { words } from '../../words.js'
import { type Archived, ARCHIVED } from './archive-filter.js'

interface ArchiveChoiceProps {
  readonly value: Archived
  readonly onChange: (value: Archived) => void
}

/** Whether a list shows what is archived. */
export function ArchiveChoice({ value, onChange }: ArchiveChoiceProps): ReactElement {
  return (
    <NativeSelect
      w={{ base: 96, sm: 120 }}
      aria-label={words.list.archived}
      data={ARCHIVED.map((each) => ({ value: each, label: words.list.archives[each] }))}
      value={value}
      onChange={({ currentTarget }) =>
        onChange(ARCHIVED.find((each) => each === currentTarget.value) ?? 'active')
      }
    />
  )
}
