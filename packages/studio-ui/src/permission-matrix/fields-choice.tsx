import { Alert, Button, Checkbox, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import { type ReactElement, useMemo, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { useFields, useRelations } from '../schema/use-collections.js'
import type { WireRelation } from '../wire/objects.js'

interface FieldsChoiceProps {
  readonly collection: string
  /** Names, or `*` for all. */
  readonly value: readonly string[]
  readonly onChange: (fields: readonly string[]) => void
}

/** So many fields and more have a box to filter them by. */
const MANY = 12

/** Which fields a permission is about: all, or some by name. What they link to has rules of its own. */
export function FieldsChoice({ collection, value, onChange }: FieldsChoiceProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.matrix.editor
  const { data: fields = [] } = useFields(collection)
  const { data: relations = [] } = useRelations()
  const [filter, setFilter] = useState('')
  const targets = useMemo(() => targetsOf(collection, relations), [collection, relations])
  const names = useMemo(() => {
    const there = fields.map(({ field }) => field)
    // A permission may name what is not there (any more).
    return [...there, ...value.filter((name) => name !== '*' && !there.includes(name))]
  }, [fields, value])
  const isAll = value.includes('*')
  const shown = names.filter((name) => name.toLowerCase().includes(filter.trim().toLowerCase()))
  const toggle = (name: string): void => {
    const now = isAll ? names : value
    onChange(now.includes(name) ? now.filter((each) => each !== name) : [...now, name])
  }
  return (
    <Stack gap="sm">
      <Text fz="sm" c="dimmed">
        {words.fieldsText}
      </Text>
      <Checkbox
        label={words.allFields}
        checked={isAll}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? ['*'] : [])}
      />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => onChange(names)}>
          {words.chooseAll}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChange([])}>
          {words.chooseNone}
        </Button>
        {names.length >= MANY && (
          <TextInput
            size="xs"
            aria-label={words.filterFields}
            placeholder={words.filterFields}
            value={filter}
            onChange={({ currentTarget }) => setFilter(currentTarget.value)}
          />
        )}
      </Group>
      {value.length === 0 && (
        <Alert color="yellow" p="xs">
          {words.noFields}
        </Alert>
      )}
      <ScrollArea.Autosize mah="50dvh">
        <Stack gap={8} p={4}>
          {shown.map((name) => {
            const target = targets.get(name)
            return (
              <Checkbox
                key={name}
                size="xs"
                label={titleOf(name)}
                description={target === undefined ? name : words.fieldsOf(titleOf(target))}
                checked={isAll || value.includes(name)}
                onChange={() => toggle(name)}
              />
            )
          })}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}

/** By field the collection that it links to. */
function targetsOf(
  collection: string,
  relations: readonly WireRelation[],
): ReadonlyMap<string, string> {
  return new Map(
    relations
      .filter((each) => each.collection === collection)
      .flatMap(({ field, related_collection: target }) =>
        target === null ? [] : [[field, target] as const],
      ),
  )
}
