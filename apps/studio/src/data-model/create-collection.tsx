import { Checkbox, Divider, Group, Select, TextInput } from '@mantine/core'
import {
  type CollectionDraft,
  collectionRequest,
  emptyCollection,
  KEY_TYPES,
  OPTIONAL_FIELDS,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { ChangeDrawer, ChangeForm } from './change-form.js'
import { mono } from './mono.js'
import { FormSwitch } from './form-switch.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.newCollection

interface CreateCollectionProps {
  readonly onClose: () => void
  readonly onDone: (collection: string) => void
}

/** Makes a table: its name, its key, and the fields that many tables have. */
export function CreateCollection({ onClose, onDone }: CreateCollectionProps): ReactElement {
  const { register, control } = useForm<CollectionDraft>({ defaultValues: emptyCollection })
  const draft = useWatch({ control }) as CollectionDraft
  return (
    <ChangeDrawer title={words.title} onClose={onClose}>
      <ChangeForm
        change={collectionRequest(draft, words.status)}
        submit={words.submit}
        onCancel={onClose}
        onDone={() => onDone(draft.name)}
      >
        <TextInput
          {...register('name')}
          data-autofocus
          label={words.name}
          description={words.nameText}
          styles={mono}
          spellCheck={false}
        />
        <Group grow align="flex-start">
          <Controller
            control={control}
            name="keyType"
            render={({ field: { value, onChange } }) => (
              <Select
                label={words.keyType}
                allowDeselect={false}
                data={KEY_TYPES.map((key) => ({ value: key, label: words.keys[key] }))}
                value={value}
                onChange={(chosen) => onChange(chosen ?? value)}
              />
            )}
          />
          <TextInput {...register('keyName')} label={words.keyName} spellCheck={false} />
        </Group>
        <FormSwitch control={control} name="isSingleton" label={words.singleton} />
        <Divider label={words.optional} labelPosition="left" />
        {OPTIONAL_FIELDS.map((id) => {
          const label = words.optionalNames[id]
          const isWanted = draft.fields[id].isWanted
          return (
            <Group key={id} wrap="nowrap" h={36}>
              <Checkbox
                {...register(`fields.${id}.isWanted`)}
                w={140}
                label={label}
                style={{ flexShrink: 0 }}
              />
              {isWanted && (
                <TextInput
                  {...register(`fields.${id}.name`)}
                  aria-label={words.nameOf(label)}
                  spellCheck={false}
                  style={{ flex: 1 }}
                />
              )}
            </Group>
          )
        })}
      </ChangeForm>
    </ChangeDrawer>
  )
}
