import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { ColorField, errorText, useStudio } from '@relvar/studio-ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { queries } from '../../client.js'
import { type Me, useMe } from '../../session/session.js'
import { words } from '../../words.js'
import { type ListView, type Preset, presetsQuery, roleQuery, savePreset } from './preset.js'

interface BookmarkFormProps {
  /** The one that is changed; null makes another. */
  readonly bookmark: Preset | null
  readonly collection: string
  /** What a new one keeps. */
  readonly view: ListView
  readonly onClose: () => void
  readonly onSaved: (id: number) => void
}

interface Values {
  readonly name: string
  readonly color: string
  readonly scope: Scope
}

/** Whom a bookmark is for. */
type Scope = 'me' | 'role' | 'all'

/** The name of a bookmark, its colour, and whom it is for: oneself, and by administrators also others. */
export function BookmarkForm(props: BookmarkFormProps): ReactElement {
  const { bookmark, collection, view, onClose, onSaved } = props
  const { messages } = useStudio()
  const me = useMe()
  const { data: role } = useQuery(roleQuery)
  const form = useForm<Values>({
    defaultValues: {
      name: bookmark?.bookmark ?? '',
      color: bookmark?.color ?? '',
      scope: scopeOf(bookmark),
    },
  })
  const { errors, isSubmitting } = form.formState
  const scopes = scopesFor(me, bookmark?.role ?? role ?? null)

  async function save({ name, color, scope }: Values): Promise<void> {
    const named = { bookmark: name.trim(), color: color === '' ? null : color }
    const owner = {
      user: scope === 'me' ? (bookmark?.user ?? me.id) : null,
      role: scope === 'role' ? (bookmark?.role ?? role ?? null) : null,
    }
    // Whoever may not give it to others sends nothing of whom it is for.
    const values = { ...named, ...((bookmark === null || me.admin) && owner) }
    try {
      const id = await savePreset(bookmark?.id ?? null, {
        ...(bookmark === null && { ...view, collection }),
        ...values,
      })
      await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
      onClose()
      onSaved(id)
    } catch (error) {
      form.setError('root', { message: errorText(error, messages) })
    }
  }
  return (
    <form noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <Stack gap="md">
        <TextInput
          data-autofocus
          required
          label={words.list.bookmarkName}
          maxLength={255}
          error={errors.name?.message}
          {...form.register('name', {
            validate: (name) => name.trim() !== '' || messages.missing,
          })}
        />
        <Controller
          name="color"
          control={form.control}
          render={({ field }) => <ColorField label={words.list.bookmarkColor} {...field} />}
        />
        {scopes.length > 1 && (
          <Controller
            name="scope"
            control={form.control}
            render={({ field }) => (
              <NativeSelect
                label={words.list.bookmarkFor}
                data={scopes.map((value) => ({ value, label: words.list.scopes[value] }))}
                {...field}
              />
            )}
          />
        )}
        {errors.root?.message !== undefined && (
          <Alert color="red" role="alert">
            {errors.root.message}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button type="submit" loading={isSubmitting}>
            {messages.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function scopeOf(bookmark: Preset | null): Scope {
  if (bookmark === null || bookmark.user !== null) return 'me'
  return bookmark.role === null ? 'all' : 'role'
}

function scopesFor({ admin }: Me, role: string | null): readonly Scope[] {
  if (!admin) return ['me']
  return role === null ? ['me', 'all'] : ['me', 'role', 'all']
}
