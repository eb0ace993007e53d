import { ActionIcon, Box, Button, Skeleton, Tabs } from '@mantine/core'
import { IconPlus, IconTable } from '@tabler/icons-react'
import {
  errorText,
  type FieldDraft,
  type RelationKind,
  StateMessage,
  useCollections,
  useFields,
  useStudio,
  type WireField,
} from '@relvar/studio-ui'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { PageHeader } from '../content/page-header.js'
import { MissingHere } from '../content/missing-here.js'
import { HeaderButton } from '../shell/header-button.js'
import { words as common } from '../words.js'
import { CollectionForm } from './collection-form.js'
import { FieldDrawer } from './field-drawer.js'
import { FieldGrid } from './field-grid.js'
import { RelationDrawer } from './relation-drawer.js'
import { relationWords } from './relation-words.js'
import { RelationsTab } from './relations-tab.js'
import { dataModelWords as words } from './words.js'

const route = getRouteApi('/shell/settings/data-model/$collection')

interface Editing {
  readonly field: WireField | null
  readonly draft?: FieldDraft
}

interface Linking {
  readonly kind: RelationKind
  readonly interface: string
}

/** The fields of a collection, as its form has them, and what is said of the collection. */
export function CollectionPage(): ReactElement {
  const { collection: id } = route.useParams()
  const { messages } = useStudio()
  const collections = useCollections()
  const fields = useFields(id)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [linking, setLinking] = useState<Linking | null>(null)
  const collection = collections.data?.find((each) => each.collection === id)
  if (collections.data !== undefined && collection === undefined)
    return <MissingHere collection={id} />
  const above = { to: '/settings/data-model', title: words.title }
  const error = collections.error ?? fields.error
  if (error !== null && (collection === undefined || fields.data === undefined))
    return (
      <>
        <PageHeader title={id} above={above} />
        <StateMessage
          icon={<IconTable size={40} stroke={1.25} />}
          title={messages.failedTitle}
          text={errorText(error, messages)}
          action={{ label: messages.retry, onClick: () => void fields.refetch() }}
        />
      </>
    )
  const isFolder = collection?.schema === null
  const isTable = collection?.schema?.kind === 'table'
  return (
    <>
      <PageHeader title={collection === undefined ? '' : collection.title} above={above}>
        {isTable && (
          <>
            <Button
              variant="default"
              component={Link}
              to="/content/$collection"
              params={{ collection: id } as never}
              visibleFrom="sm"
            >
              {words.openItems}
            </Button>
            <ActionIcon
              variant="default"
              size={36}
              component={Link}
              to="/content/$collection"
              params={{ collection: id } as never}
              hiddenFrom="sm"
              aria-label={words.openItems}
            >
              <IconTable size={18} stroke={1.6} />
            </ActionIcon>
            <HeaderButton
              icon={IconPlus}
              label={words.addField}
              onClick={() => setEditing({ field: null })}
            />
          </>
        )}
      </PageHeader>
      <Box p={{ base: 'md', sm: 'xl' }} style={{ overflowY: 'auto', flex: 1 }}>
        <Box maw={860} mx="auto">
          {collection === undefined || (!isFolder && fields.data === undefined) ? (
            <Box role="status" aria-label={common.loading}>
              {Array.from({ length: 8 }, (_, index) => (
                <Skeleton key={index} h={52} my={8} />
              ))}
            </Box>
          ) : (
            <Tabs defaultValue={isFolder ? 'options' : 'fields'} keepMounted={false}>
              <Tabs.List mb="md">
                {!isFolder && <Tabs.Tab value="fields">{words.fields}</Tabs.Tab>}
                {!isFolder && <Tabs.Tab value="relations">{relationWords.title}</Tabs.Tab>}
                <Tabs.Tab value="options">{words.options}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="fields">
                <FieldGrid
                  collection={id}
                  fields={fields.data ?? []}
                  mayChange={isTable}
                  onEdit={(field) => setEditing({ field })}
                  onDuplicate={(draft) => setEditing({ field: null, draft })}
                />
              </Tabs.Panel>
              <Tabs.Panel value="relations">
                <RelationsTab collection={id} />
              </Tabs.Panel>
              <Tabs.Panel value="options">
                <CollectionForm
                  collection={collection}
                  fields={fields.data ?? []}
                  all={collections.data ?? []}
                />
              </Tabs.Panel>
            </Tabs>
          )}
        </Box>
      </Box>
      {editing !== null && (
        <FieldDrawer
          collection={id}
          field={editing.field}
          draft={editing.draft}
          onLink={(kind, chosen) => {
            setEditing(null)
            setLinking({ kind, interface: chosen })
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {linking !== null && (
        <RelationDrawer
          collection={id}
          kind={linking.kind}
          by={linking.interface}
          onClose={() => setLinking(null)}
        />
      )}
    </>
  )
}
