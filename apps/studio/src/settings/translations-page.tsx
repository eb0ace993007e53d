import { ActionIcon, Box, Table, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconLanguage, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react'
import { StateMessage, useStudio } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import type { ProjectText } from '../look/texts-for.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { HeaderButton } from '../shell/header-button.js'
import { NoDataYet } from '../shell/no-data-yet.js'
import { TranslationDialog } from './translation-dialog.js'
import { translationsWords as words } from './translations-words.js'

/** The project's own words, each in as many languages as somebody wrote it. */
export function TranslationsPage(): ReactElement {
  const { client } = useStudio()
  const query = useQuery({
    queryKey: ['translations'],
    queryFn: async ({ signal }) => {
      const all = { query: { sort: 'key,language', limit: -1 }, signal }
      return (await client.ask<readonly ProjectText[]>('/translations', all)).data
    },
  })
  const { data } = query
  const [search, setSearch] = useState('')
  const [edited, setEdited] = useState<ProjectText | 'new' | null>(null)
  const [deleted, setDeleted] = useState<ProjectText | null>(null)
  const queries = useQueryClient()
  const wanted = search.trim().toLowerCase()
  const found = (data ?? []).filter(({ key, value }) =>
    `${key} ${value}`.toLowerCase().includes(wanted),
  )
  const add = (): void => setEdited('new')
  return (
    <>
      <PageHeader title={words.title}>
        <HeaderButton icon={IconPlus} label={words.add} onClick={add} />
      </PageHeader>
      <Box style={{ overflow: 'auto', flex: 1 }} p="md">
        <Text c="dimmed" fz="sm" mb="md" maw={720}>
          {words.text}
        </Text>
        <NoDataYet
          query={query}
          icon={IconLanguage}
          loading={words.loading}
          bars={{ count: 6, height: 20, margin: 16 }}
        />
        {data?.length === 0 && (
          <StateMessage
            icon={<IconLanguage size={40} stroke={1.25} />}
            title={words.emptyTitle}
            text={words.emptyText}
            action={{ label: words.add, onClick: add }}
          />
        )}
        {data !== undefined && data.length > 0 && (
          <TextInput
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<IconSearch size={16} />}
            maw={360}
            mb="sm"
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        )}
        {data !== undefined && data.length > 0 && found.length === 0 && (
          <StateMessage
            icon={<IconSearch size={40} stroke={1.25} />}
            title={words.noMatchTitle}
            text={words.noMatchText}
          />
        )}
        {found.length > 0 && <Texts texts={found} onEdit={setEdited} onDelete={setDeleted} />}
      </Box>
      {edited !== null && (
        <TranslationDialog
          text={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {deleted !== null && (
        <ConfirmDialog
          title={words.deleteTitle}
          text={words.deleteText(deleted.key)}
          work={async () => {
            await client.ask(`/translations/${deleted.id}`, { method: 'DELETE' })
            await queries.invalidateQueries({ queryKey: ['translations'] })
            setDeleted(null)
          }}
          onClose={() => setDeleted(null)}
        />
      )}
    </>
  )
}

interface TextsProps {
  readonly texts: readonly ProjectText[]
  readonly onEdit: (text: ProjectText) => void
  readonly onDelete: (text: ProjectText) => void
}

function Texts({ texts, onEdit, onDelete }: TextsProps): ReactElement {
  return (
    <Table verticalSpacing="xs" highlightOnHover layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={{ base: 110, sm: 260 }}>{words.key}</Table.Th>
          <Table.Th visibleFrom="sm" w={120}>
            {words.language}
          </Table.Th>
          <Table.Th>{words.value}</Table.Th>
          <Table.Th w={52} aria-hidden />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {texts.map((text) => (
          <Table.Tr key={text.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <UnstyledButton fz="sm" ff="monospace" onClick={() => onEdit(text)}>
                {text.key}
              </UnstyledButton>
              <Text fz="xs" c="dimmed" hiddenFrom="sm">
                {text.language}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{text.language}</Table.Td>
            <Table.Td dir="auto" style={{ overflowWrap: 'anywhere' }}>
              <Text span fz="sm" lineClamp={3}>
                {text.value}
              </Text>
            </Table.Td>
            <Table.Td>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words.delete(text.key, text.language)}
                onClick={() => onDelete(text)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
