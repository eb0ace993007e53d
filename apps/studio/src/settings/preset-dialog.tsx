import { NativeSelect, Select, Text, TextInput } from '@mantine/core'
import { ColorField, useCollections, useStudio } from '@relvar/studio-ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { roleOptions, useRoles, userName } from '../access/people-data.js'
import { userCollections } from '../content/collection-tree.js'
import { presetsQuery, savePreset, startingView } from '../content/list/preset.js'
import { useMe } from '../session/session.js'
import { FormDialog } from './form-dialog.js'
import { keepView, type OwnedPreset, type Owner } from './presets-data.js'
import { presetsWords as words } from './presets-words.js'

interface PresetDialogProps {
  /** null makes another. */
  readonly preset: OwnedPreset | null
  readonly onClose: () => void
}

interface Values {
  readonly collection: string
  readonly name: string
  readonly color: string
  /** `all`, `role <id>` or `user <id>`. */
  readonly owner: string
}

/** Names a preset, and says whom it is for; a new one keeps how the list looks now. */
export function PresetDialog({ preset, onClose }: PresetDialogProps): ReactElement {
  const { messages } = useStudio()
  const queries = useQueryClient()
  const { data: presets = [] } = useQuery(presetsQuery)
  const { data: collections = [] } = useCollections()
  const form = useForm<Values>({
    defaultValues: {
      collection: preset?.collection ?? '',
      name: preset?.bookmark ?? '',
      color: preset?.color ?? '',
      owner: ownerText(preset),
    },
  })
  const { errors } = form.formState
  const isBookmark = preset !== null && preset.bookmark !== null
  const isNamed = form.watch('name').trim() !== ''

  async function save({ collection, name, color, owner }: Values): Promise<void> {
    const values = {
      bookmark: name.trim() === '' ? null : name.trim(),
      color: color === '' ? null : color,
      ...ownerOf(owner),
    }
    await (preset === null
      ? keepView(startingView(presets, collection), { ...values, collection })
      : savePreset(preset.id, values))
    onClose()
    await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
  }
  return (
    <FormDialog
      title={preset === null ? words.add : words.edit}
      form={form}
      save={save}
      submit={preset === null ? words.create : messages.save}
      onClose={onClose}
    >
      {preset === null && (
        <>
          <Text fz="sm" c="dimmed">
            {words.createText}
          </Text>
          <Controller
            control={form.control}
            name="collection"
            rules={{ required: messages.missing }}
            render={({ field: { value, onChange, ref, onBlur } }) => (
              <Select
                ref={ref}
                label={words.collection}
                required
                searchable
                openOnFocus={false}
                data-autofocus
                data={userCollections(collections).flatMap((each) =>
                  each.schema === null ? [] : [{ value: each.collection, label: each.title }],
                )}
                value={value === '' ? null : value}
                onChange={(chosen) => onChange(chosen ?? '')}
                onBlur={onBlur}
                error={errors.collection?.message}
              />
            )}
          />
        </>
      )}
      {(preset === null || isBookmark) && (
        <TextInput
          label={words.name}
          maxLength={255}
          {...(isBookmark
            ? { required: true, 'data-autofocus': true }
            : { description: words.nameText })}
          error={errors.name?.message}
          {...form.register('name', {
            validate: (name) => !isBookmark || name.trim() !== '' || messages.missing,
          })}
        />
      )}
      {isNamed && (
        <Controller
          control={form.control}
          name="color"
          render={({ field: { value, onChange, onBlur } }) => (
            <ColorField label={words.color} value={value} onChange={onChange} onBlur={onBlur} />
          )}
        />
      )}
      <NativeSelect label={words.for} data={useOwners(preset)} {...form.register('owner')} />
    </FormDialog>
  )
}

/** Everybody, each role, oneself, and whoever it belongs to now. */
function useOwners(preset: OwnedPreset | null) {
  const me = useMe()
  const { data: roles = [] } = useRoles()
  const others = preset?.user != null && preset.user.id !== me.id ? [preset.user] : []
  return [
    { value: 'all', label: words.everybody },
    {
      group: words.roles,
      items: roleOptions(roles).map(({ value, label }) => ({ value: `role ${value}`, label })),
    },
    {
      group: words.people,
      items: [
        { value: `user ${me.id}`, label: words.me },
        ...others.map((each) => ({ value: `user ${each.id}`, label: userName(each) })),
      ],
    },
  ]
}

function ownerText(preset: OwnedPreset | null): string {
  if (preset?.user != null) return `user ${preset.user.id}`
  return preset?.role == null ? 'all' : `role ${preset.role.id}`
}

function ownerOf(text: string): Owner {
  const [kind, id = null] = text.split(' ')
  return { user: kind === 'user' ? id : null, role: kind === 'role' ? id : null }
}
