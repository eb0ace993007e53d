import {
  ActionIcon,
  Box,
  Group,
  NativeSelect,
  Pagination,
  Table,
  Text,
  UnstyledButton,
} from '@mantine/core'
import { IconBookmark, IconExternalLink, IconPlus, IconTrash } from '@tabler/icons-react'
import { StateMessage, titleOf, useCollections, useStudio } from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { userName } from '../access/people-data.js'
import { deletePreset, presetsQuery } from '../content/list/preset.js'
import { PageHeader } from '../content/page-header.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { HeaderButton } from '../shell/header-button.js'
import { NoDataYet } from '../shell/no-data-yet.js'
import { words as common } from '../words.js'
import { PresetDialog } from './preset-dialog.js'
import { type OwnedPreset, PRESETS_PER_PAGE, usePresets } from './presets-data.js'
import { presetsWords as words } from './presets-words.js'

const route = getRouteApi('/shell/settings/presets')

/** Everybody's bookmarks, and how lists open. */
export function PresetsPage(): ReactElement {
  const { messages } = useStudio()
  const { kind = 'all', page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const query = usePresets(kind, page)
  const { data } = query
  const [edited, setEdited] = useState<OwnedPreset | 'new' | null>(null)
  const [deleted, setDeleted] = useState<OwnedPreset | null>(null)
  const queries = useQueryClient()
  const pages = Math.ceil((data?.total ?? 0) / PRESETS_PER_PAGE)
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
        <NativeSelect
          aria-label={words.kind}
          maw={260}
          mb="sm"
          data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: value === 'bookmarks' || value === 'shared' ? { kind: value } : {},
            })
          }
        />
        <NoDataYet
          query={query}
          icon={IconBookmark}
          loading={words.loading}
          bars={{ count: 6, height: 20, margin: 16 }}
        />
        {data?.presets.length === 0 && (
          <StateMessage
            icon={<IconBookmark size={40} stroke={1.25} />}
            title={words.emptyTitle}
            text={kind === 'all' ? words.emptyText : words.noMatchText}
            action={{ label: words.add, onClick: add }}
          />
        )}
        {data !== undefined && data.presets.length > 0 && (
          <Presets presets={data.presets} onEdit={setEdited} onDelete={setDeleted} />
        )}
        {pages > 1 && (
          <Pagination
            mt="md"
            size="sm"
            total={pages}
            value={page}
            onChange={(next) => void navigate({ search: (now) => ({ ...now, page: next }) })}
            getControlProps={(control) => ({
              'aria-label': control === 'next' ? messages.nextPage : messages.previousPage,
            })}
          />
        )}
      </Box>
      {edited !== null && (
        <PresetDialog preset={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {deleted !== null && (
        <ConfirmDialog
          title={words.deleteTitle}
          text={words.deleteText(nameOf(deleted))}
          work={async () => {
            await deletePreset(deleted.id)
            await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
            setDeleted(null)
          }}
          onClose={() => setDeleted(null)}
        />
      )}
    </>
  )
}

interface PresetsProps {
  readonly presets: readonly OwnedPreset[]
  readonly onEdit: (preset: OwnedPreset) => void
  readonly onDelete: (preset: OwnedPreset) => void
}

function Presets({ presets, onEdit, onDelete }: PresetsProps): ReactElement {
  const { data: collections = [] } = useCollections()
  const titles = new Map(collections.map(({ collection, title }) => [collection, title]))
  return (
    <Table verticalSpacing="xs" highlightOnHover layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.name}</Table.Th>
          <Table.Th>{words.collection}</Table.Th>
          <Table.Th visibleFrom="sm">{words.for}</Table.Th>
          <Table.Th visibleFrom="md" w={120}>
            {words.layout}
          </Table.Th>
          <Table.Th w={84} aria-hidden />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {presets.map((preset) => (
          <Table.Tr key={preset.id}>
            <Table.Td style={BROKEN}>
              <UnstyledButton fz="sm" fw={600} onClick={() => onEdit(preset)}>
                {nameOf(preset)}
              </UnstyledButton>
            </Table.Td>
            <Table.Td style={BROKEN}>
              {titles.get(preset.collection) ?? titleOf(preset.collection)}
            </Table.Td>
            <Table.Td visibleFrom="sm" style={BROKEN}>
              {ownerName(preset)}
            </Table.Td>
            <Table.Td visibleFrom="md">
              {common.list.layouts[preset.layout] ?? titleOf(preset.layout)}
            </Table.Td>
            <Table.Td>
              <Group gap={4} wrap="nowrap" justify="flex-end">
                {preset.user === null && preset.bookmark !== null && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    component={Link}
                    to="/content/$collection"
                    params={{ collection: preset.collection } as never}
                    search={{ bookmark: preset.id } as never}
                    aria-label={words.open(nameOf(preset))}
                  >
                    <IconExternalLink size={16} />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words.delete(nameOf(preset))}
                  onClick={() => onDelete(preset)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const BROKEN = { overflowWrap: 'anywhere' } as const

function nameOf({ bookmark }: OwnedPreset): string {
  return bookmark ?? words.opening
}

function ownerName({ user, role }: OwnedPreset): string {
  if (user !== null) return userName(user)
  return role?.name ?? words.everybody
}
