import {
  Badge,
  Button,
  Group,
  Modal,
  MultiSelect,
  Stack,
  Table,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCollections, useStudio } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { SettingsForm } from '../settings/settings-form.js'
import { ConfirmDialog } from '../shell/confirm-dialog.js'
import { ShownOnceDialog } from './shown-once-dialog.js'
import { profileWords as words } from './words.js'

interface Scopes {
  readonly collections?: readonly string[]
  readonly actions?: readonly string[]
  readonly addresses?: readonly string[]
}

interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: Scopes | null
  readonly expires: string | null
  readonly last_used: string | null
}

const PATH = '/users/me/api-keys'
const ACTIONS = ['read', 'create', 'update', 'delete']

/** The keys of one's own programs. Each is shown once, when it is made. */
export function ApiKeys(): ReactElement {
  const { client, locale } = useStudio()
  const { data: keys } = useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) => (await client.ask<readonly ApiKey[]>(PATH, { signal })).data,
  })
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const [asked, setAsked] = useState<Pick<AskProps, 'apiKey' | 'what'> | null>(null)
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const day = (value: string | null, none: string): string =>
    value === null ? none : date.format(new Date(value))
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text fz="sm" c="dimmed">
          {words.keysText}
        </Text>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setMaking(true)}
        >
          {words.newKey}
        </Button>
      </Group>
      {keys?.length === 0 && (
        <Text fz="sm" c="dimmed">
          {words.noKeys}
        </Text>
      )}
      {keys !== undefined && keys.length > 0 && (
        <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.keyName}</Table.Th>
                <Table.Th>{words.keyExpires}</Table.Th>
                <Table.Th>{words.keyUsed}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>
                    <Text fz="sm" fw={600}>
                      {key.name}
                    </Text>
                    <Group gap={4}>
                      <Text fz="xs" c="dimmed" ff="monospace">
                        {key.prefix}…
                      </Text>
                      {scopeTexts(key.scopes).map((text) => (
                        <Badge key={text} size="sm" variant="default" tt="none">
                          {text}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td>{day(key.expires, words.keyNever)}</Table.Td>
                  <Table.Td>{day(key.last_used, words.keyUnused)}</Table.Td>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap" justify="flex-end">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${words.rotate} ${key.name}`}
                        onClick={() => setAsked({ apiKey: key, what: 'rotate' })}
                      >
                        {words.rotate}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${words.revoke} ${key.name}`}
                        onClick={() => setAsked({ apiKey: key, what: 'revoke' })}
                      >
                        {words.revoke}
                      </Button>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {isMaking && <NewKey onClose={() => setMaking(false)} onMade={setMade} />}
      {asked !== null && <Ask {...asked} onClose={() => setAsked(null)} onMade={setMade} />}
      <ShownOnceDialog
        value={made}
        title={words.keyMade}
        text={words.keyMadeText}
        done={words.keyDone}
        onClose={() => setMade(null)}
      />
    </Stack>
  )
}

function scopeTexts(scopes: Scopes | null): readonly string[] {
  const { actions = [], collections = [], addresses = [] } = scopes ?? {}
  return [actions, collections, addresses]
    .filter((each) => each.length > 0)
    .map((each) => each.join(', '))
}

interface MakingProps {
  readonly onClose: () => void
  readonly onMade: (key: string) => void
}

interface KeyDraft {
  readonly name: string
  readonly expires: string
  readonly collections: string[]
  readonly actions: string[]
  readonly addresses: string[]
}

function NewKey({ onClose, onMade }: MakingProps): ReactElement {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { data: collections = [] } = useCollections()
  const form = useForm<KeyDraft>({
    defaultValues: { name: '', expires: '', collections: [], actions: [], addresses: [] },
  })
  async function create({ name, expires, ...scopes }: KeyDraft): Promise<void> {
    // What is left out is not limited.
    const limited = Object.entries(scopes).filter(([, list]) => list.length > 0)
    const body = {
      name: name.trim(),
      ...(expires !== '' && { expires: new Date(`${expires}T23:59:59`).toISOString() }),
      ...(limited.length > 0 && { scopes: Object.fromEntries(limited) }),
    }
    const { data } = await client.ask<{ key: string }>(PATH, { method: 'POST', body })
    onClose()
    onMade(data.key)
    await queries.invalidateQueries({ queryKey: ['api-keys'] })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.newKey}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': messages.close }}
    >
      <SettingsForm
        form={form}
        save={create}
        submit={words.create}
        isDialog
        actions={
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
        }
      >
        <TextInput
          label={words.keyName}
          required
          data-autofocus
          error={form.formState.errors.name?.message}
          {...form.register('name', {
            validate: (name) => name.trim() !== '' || messages.missing,
          })}
        />
        <TextInput
          label={words.keyExpires}
          description={words.keyNever}
          type="date"
          min={new Date().toISOString().slice(0, 10)}
          {...form.register('expires')}
        />
        <Controller
          control={form.control}
          name="collections"
          render={({ field }) => (
            <MultiSelect
              label={words.keyCollections}
              {...(field.value.length === 0 && { placeholder: words.keyAny })}
              searchable
              data={collections
                .filter(({ schema }) => schema !== null)
                .map((each) => ({ value: each.collection, label: each.title }))}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={form.control}
          name="actions"
          render={({ field }) => (
            <MultiSelect
              label={words.keyActions}
              {...(field.value.length === 0 && { placeholder: words.keyAny })}
              data={ACTIONS}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={form.control}
          name="addresses"
          render={({ field }) => (
            <TagsInput
              label={words.keyAddresses}
              {...(field.value.length === 0 && { placeholder: words.keyAny })}
              value={field.value}
              onChange={field.onChange}
              acceptValueOnBlur
            />
          )}
        />
      </SettingsForm>
    </Modal>
  )
}

interface AskProps extends MakingProps {
  readonly apiKey: ApiKey
  readonly what: 'rotate' | 'revoke'
}

function Ask({ apiKey, what, onClose, onMade }: AskProps): ReactElement {
  const { client } = useStudio()
  const queries = useQueryClient()
  const path = `${PATH}/${apiKey.id}`
  const isRevoking = what === 'revoke'
  return (
    <ConfirmDialog
      title={isRevoking ? words.revokeTitle(apiKey.name) : words.rotateTitle(apiKey.name)}
      text={isRevoking ? words.revokeText : words.rotateText}
      action={isRevoking ? words.revoke : words.rotate}
      isDestructive={isRevoking}
      work={async () => {
        if (isRevoking) await client.ask(path, { method: 'DELETE' })
        else
          onMade((await client.ask<{ key: string }>(`${path}/rotate`, { method: 'POST' })).data.key)
        onClose()
        await queries.invalidateQueries({ queryKey: ['api-keys'] })
      }}
      onClose={onClose}
    />
  )
}
