import { Box, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useCollection, useCollections } from '@relvar/studio-ui'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import { explainWords as words } from './explain-words.js'
import { Explanation } from './explanation.js'
import { roleOptions, userName, useRoles, useUserSearch } from './people-data.js'

const route = getRouteApi('/shell/settings/explain')

/** Asks why somebody may do something, or may not. The question stands in the address. */
export function ExplainPage(): ReactElement {
  const { as, collection, action = 'read', key, field } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: collections = [] } = useCollections()
  const [settled] = useDebouncedValue(key, 250)
  const change = (part: Readonly<Record<string, string | undefined>>): void =>
    void navigate({
      search: (now) => {
        const next = Object.entries({ ...now, ...part })
        return Object.fromEntries(next.filter(([, value]) => value !== undefined && value !== ''))
      },
      replace: true,
    })
  const isAsked = as !== undefined && /^(public|(user|role):.+)$/.test(as)
  return (
    <>
      <PageHeader title={words.title} />
      <Box p="md" style={{ overflow: 'auto', flex: 1 }}>
        <Stack maw={720}>
          <Text fz="sm" c="dimmed">
            {words.text}
          </Text>
          <Who as={as} onChange={(next) => change({ as: next })} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Select
              label={words.collection}
              searchable
              data={collections
                .filter(({ schema }) => schema !== null)
                .map((each) => ({ value: each.collection, label: each.title }))}
              value={collection ?? null}
              onChange={(value) => change({ collection: value ?? undefined, field: undefined })}
            />
            <Select
              label={words.action}
              allowDeselect={false}
              data={Object.entries(words.actions).map(([value, label]) => ({ value, label }))}
              value={action}
              onChange={(value) => change({ action: value ?? undefined })}
            />
            <TextInput
              label={words.item}
              description={words.itemText}
              value={key ?? ''}
              onChange={({ currentTarget }) => change({ key: currentTarget.value })}
            />
            {collection !== undefined && (
              <FieldChoice
                key={collection}
                collection={collection}
                value={field}
                onChange={(next) => change({ field: next })}
              />
            )}
          </SimpleGrid>
          {isAsked && collection !== undefined ? (
            <Explanation question={{ as, collection, action, key: settled, field }} />
          ) : (
            <Text fz="sm" c="dimmed">
              {words.choose}
            </Text>
          )}
        </Stack>
      </Box>
    </>
  )
}

interface ChoiceProps {
  readonly onChange: (value: string | undefined) => void
}

type WhoKind = keyof typeof words.kinds

function Who({ as, onChange }: ChoiceProps & { readonly as: string | undefined }): ReactElement {
  const [kind = 'public', id] = (as ?? 'public').split(':')
  const { data: roles = [] } = useRoles()
  const [search, setSearch] = useState('')
  const { data: users = [] } = useUserSearch(search)
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Stack gap={4}>
        <Text fz="sm" fw={500} id="explain-who">
          {words.who}
        </Text>
        <SegmentedControl
          aria-labelledby="explain-who"
          value={kind}
          onChange={(next) => onChange(next === 'public' ? next : `${next}:`)}
          data={Object.entries(words.kinds).map(([value, label]) => ({
            value: value as WhoKind,
            label,
          }))}
        />
      </Stack>
      {kind === 'role' && (
        <Select
          label={words.role}
          searchable
          data={roleOptions(roles)}
          value={id || null}
          onChange={(value) => onChange(`role:${value ?? ''}`)}
        />
      )}
      {kind === 'user' && (
        <Select
          label={words.user}
          searchable
          data={users.map((user) => ({ value: user.id, label: userName(user) }))}
          filter={({ options }) => options}
          onSearchChange={setSearch}
          value={id || null}
          onChange={(value) => onChange(`user:${value ?? ''}`)}
        />
      )}
    </SimpleGrid>
  )
}

interface FieldChoiceProps extends ChoiceProps {
  readonly collection: string
  readonly value: string | undefined
}

function FieldChoice({ collection: id, value, onChange }: FieldChoiceProps): ReactElement {
  const { collection } = useCollection(id)
  return (
    <Select
      label={words.field}
      placeholder={words.anyField}
      searchable
      clearable
      data={(collection?.fields ?? []).map(({ name, title }) => ({ value: name, label: title }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
