import { Group, TextInput } from '@mantine/core'
import { REFERENTIAL_ACTIONS, type SchemaRequest, type WireRelation } from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ActionSelect } from './action-select.js'
import { ChangeDrawer, ChangeForm } from './change-form.js'
import { FormSwitch } from './form-switch.js'
import { mono } from './mono.js'
import { LinkLine } from './relation-picture.js'
import { relationWords as words } from './relation-words.js'

interface RelationEditorProps {
  readonly relation: WireRelation
  readonly onClose: () => void
}

interface RelationSaid {
  readonly back: string
  readonly sort: string
  readonly deletes: boolean
  readonly onDelete: string
  readonly onUpdate: string
}

/** Changes what is said of a link, and what its foreign key does. */
export function RelationEditor({ relation, onClose }: RelationEditorProps): ReactElement {
  const { collection, field, related_collection: target, schema } = relation
  const before = saidOf(relation)
  const { register, control } = useForm<RelationSaid>({ defaultValues: before })
  const said = useWatch({ control }) as RelationSaid
  const name = `${collection}.${field}`
  return (
    <ChangeDrawer title={words.editTitle(name)} onClose={onClose}>
      <ChangeForm
        change={requestOf(relation, before, said)}
        submit={words.save}
        onCancel={onClose}
        onDone={onClose}
      >
        <LinkLine from={name} to={target ?? words.any} badge={null} />
        <TextInput {...register('back')} label={words.back} styles={mono} spellCheck={false} />
        <TextInput {...register('sort')} label={words.sort} styles={mono} spellCheck={false} />
        <FormSwitch
          control={control}
          name="deletes"
          label={words.deletes}
          description={words.deletesText}
        />
        {schema !== null && (
          <Group grow align="flex-end">
            <ActionSelect control={control} name="onDelete" label={words.onDelete} />
            {schema.constraint_name !== null && (
              <ActionSelect control={control} name="onUpdate" label={words.onUpdate} />
            )}
          </Group>
        )}
      </ChangeForm>
    </ChangeDrawer>
  )
}

function saidOf({ meta, schema }: WireRelation): RelationSaid {
  const text = (key: string): string => (typeof meta?.[key] === 'string' ? meta[key] : '')
  const action = (given: string | undefined): string =>
    REFERENTIAL_ACTIONS.find((each) => each === given) ?? 'NO ACTION'
  return {
    back: text('one_field'),
    sort: text('sort_field'),
    deletes: text('one_deselect_action') === 'delete',
    onDelete: action(schema?.on_delete),
    onUpdate: action(schema?.on_update),
  }
}

/** Only what differs is asked for; null where nothing does. */
function requestOf(
  { collection, field }: WireRelation,
  before: RelationSaid,
  said: RelationSaid,
): SchemaRequest | null {
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  const meta = {
    ...(said.back !== before.back && { one_field: orNull(said.back) }),
    ...(said.sort !== before.sort && { sort_field: orNull(said.sort) }),
    ...(said.deletes !== before.deletes && {
      one_deselect_action: said.deletes ? 'delete' : 'nullify',
    }),
  }
  const schema = {
    ...(said.onDelete !== before.onDelete && { on_delete: said.onDelete }),
    ...(said.onUpdate !== before.onUpdate && { on_update: said.onUpdate }),
  }
  const body = {
    ...(Object.keys(meta).length > 0 && { meta }),
    ...(Object.keys(schema).length > 0 && { schema }),
  }
  if (Object.keys(body).length === 0) return null
  const path = `/relations/${encodeURIComponent(collection)}/${encodeURIComponent(field)}`
  return { method: 'PATCH', path, body }
}
