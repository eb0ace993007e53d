import {
  Autocomplete,
  Group,
  MultiSelect,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core'
import {
  LINK_ENDS,
  type KeyPart,
  type LinkEnd,
  linkParts,
  type RelationDraft,
  relationNames,
  type SchemaFile,
  titleOf,
  USERS,
  type WireCollection,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { ActionSelect } from './action-select.js'
import { FormSwitch } from './form-switch.js'
import { mono } from './mono.js'
import { relationWords as words } from './relation-words.js'

interface RelationFieldsProps {
  readonly form: UseFormReturn<RelationDraft>
  readonly draft: RelationDraft
  /** As they will be: suggestions where nothing was typed. */
  readonly names: ReturnType<typeof relationNames>
  readonly tables: readonly WireCollection[]
  readonly collection: string
  /** What there is of the collections in question; undefined while it is read. */
  readonly file: SchemaFile | undefined
}

/** What the link leads to. */
export function TargetFields(props: RelationFieldsProps): ReactElement {
  const { form, draft, tables, collection, file } = props
  const { control } = form
  const keyed = (isFit: (columns: number) => boolean): readonly string[] =>
    tables
      .filter(({ schema }) => isFit(schema?.primary_key.length ?? 0))
      .map((each) => each.collection)
  const ids = keyed((columns) => columns === 1)
  const several = keyed((columns) => columns > 1)
  if (draft.kind === 'many-to-any')
    return (
      <Controller
        control={control}
        name="targets"
        render={({ field: { value, onChange } }) => (
          <MultiSelect
            label={words.targets}
            description={several.length === 0 ? undefined : words.oneColumnOnly(several.join(', '))}
            searchable
            data={[...ids]}
            value={[...value]}
            onChange={onChange}
          />
        )}
      />
    )
  if (draft.kind === 'translations')
    return (
      <>
        <Typed
          {...props}
          name="target"
          label={words.languages}
          options={ids}
          text={words.languagesText}
        />
        {!ids.includes(draft.target) && (
          <Controller
            control={control}
            name="languages"
            render={({ field: { value, onChange } }) => (
              <TagsInput label={words.firstLanguages} value={[...value]} onChange={onChange} />
            )}
          />
        )}
        <Controller
          control={control}
          name="translated"
          render={({ field: { value, onChange } }) => (
            <MultiSelect
              label={words.translated}
              description={words.translatedText}
              searchable
              data={textsOf(file, collection)}
              value={[...value]}
              onChange={onChange}
            />
          )}
        />
      </>
    )
  const users = draft.kind === 'one-to-many' ? [] : [{ value: USERS, label: words.users }]
  return (
    <Controller
      control={control}
      name="target"
      render={({ field: { value, onChange } }) => (
        <Select
          label={words.target}
          searchable
          allowDeselect={false}
          data={[
            ...keyed((columns) => columns > 0).map((id) => ({ value: id, label: id })),
            ...users,
          ]}
          value={value === '' ? null : value}
          onChange={(chosen) => onChange(chosen ?? value)}
        />
      )}
    />
  )
}

function textsOf(
  file: SchemaFile | undefined,
  collection: string,
): { value: string; label: string }[] {
  const fields = file?.fields ?? []
  return fields
    .filter((each) => each.collection === collection && /^(string|text)$/.test(each.type))
    .filter(({ schema }) => schema?.is_primary_key !== true)
    .map(({ field }) => ({ value: field, label: titleOf(field) }))
}

/** The field that the collection gets, and the one of the other that leads back. */
export function LinkFields(props: RelationFieldsProps): ReactElement {
  const { form, draft, collection } = props
  const { kind, target } = draft
  const mayLeadBack = (kind === 'many-to-one' || kind === 'many-to-many') && target !== USERS
  return (
    <>
      {kind === 'many-to-one' ? (
        <EndFields
          {...props}
          end="field"
          label={words.column}
          text={words.columnText}
          options={columnsOf(props, collection)}
        />
      ) : (
        <Typed {...props} name="field" label={words.list} options={[]} />
      )}
      {kind === 'one-to-many' && (
        <EndFields
          {...props}
          end="column"
          label={words.column}
          text={words.columnText}
          options={columnsOf(props, target)}
        />
      )}
      {mayLeadBack && (
        <FormSwitch control={form.control} name="hasWayBack" label={words.hasWayBack} />
      )}
      {mayLeadBack && draft.hasWayBack && (
        <Typed {...props} name="back" label={words.back} options={[]} />
      )}
    </>
  )
}

/** The table between the two. */
export function JunctionFields(props: RelationFieldsProps): ReactElement {
  const { form, draft, names, tables } = props
  const options = columnsOf(props, names.junction)
  const isNew = !tables.some(({ collection }) => collection === names.junction)
  return (
    <>
      <Typed
        {...props}
        name="junction"
        label={words.junction}
        text={words.junctionText}
        options={tables
          .filter(({ schema }) => schema?.kind === 'table')
          .map(({ collection }) => collection)}
      />
      <Group grow align="flex-start">
        <EndFields {...props} end="near" label={words.near} options={options} />
        <EndFields {...props} end="far" label={words.far} options={options} />
      </Group>
      {draft.kind === 'many-to-any' && (
        <Typed {...props} name="discriminator" label={words.discriminator} options={options} />
      )}
      {isNew && draft.kind !== 'many-to-any' && (
        <FormSwitch
          control={form.control}
          name="isPairUnique"
          label={words.isPairUnique}
          description={words.isPairUniqueText}
        />
      )}
    </>
  )
}

/** What holds the link, and what happens at its ends. */
export function RuleFields(props: RelationFieldsProps): ReactElement {
  const { form, draft } = props
  const { control } = form
  const isList = draft.kind !== 'many-to-one' && draft.kind !== 'translations'
  const isColumn = draft.kind === 'many-to-one' || draft.kind === 'one-to-many'
  const isSeveral = LINK_ENDS[draft.kind].some((end) => partsOfEnd(props, end).length > 1)
  const mayHold = draft.target !== USERS
  return (
    <>
      {isList && <FormSwitch control={control} name="isSorted" label={words.isSorted} />}
      {isList && draft.isSorted && <Typed {...props} name="sort" label={words.sort} options={[]} />}
      {isList && (
        <FormSwitch
          control={control}
          name="deletes"
          label={words.deletes}
          description={words.deletesText}
        />
      )}
      {isColumn && <FormSwitch control={control} name="isRequired" label={words.isRequired} />}
      {mayHold && !isSeveral && (
        <FormSwitch
          control={control}
          name="isForeignKey"
          label={words.isForeignKey}
          description={words.isForeignKeyText}
        />
      )}
      <Group grow align="flex-end">
        <ActionSelect control={control} name="onDelete" label={words.onDelete} />
        {((draft.isForeignKey && mayHold) || isSeveral) && (
          <ActionSelect control={control} name="onUpdate" label={words.onUpdate} />
        )}
      </Group>
    </>
  )
}

interface EndFieldsProps extends RelationFieldsProps {
  readonly end: LinkEnd
  readonly label: string
  readonly text?: string | undefined
  readonly options: readonly string[]
}

/** The columns of an end: one for each of the key that it leads to. */
function EndFields(props: EndFieldsProps): ReactElement {
  const { end, label, text, ...rest } = props
  const parts = partsOfEnd(props, end)
  if (parts.length <= 1) return <Typed {...props} name={end} />
  return (
    <Stack gap="sm">
      {parts.map(([here, key], index) => (
        <NameInput
          key={key.field}
          {...rest}
          name={`parts.${end}.${index}`}
          value={props.draft.parts[end][index] ?? ''}
          placeholder={here}
          label={words.partOf(label, key.field)}
          text={index === 0 ? text : undefined}
        />
      ))}
    </Stack>
  )
}

/** As many as the key has columns; none while it is read. */
function partsOfEnd(
  { draft, names, collection, file }: RelationFieldsProps,
  end: LinkEnd,
): readonly KeyPart[] {
  return file === undefined ? [] : linkParts(end, draft, names, { collection, file })
}

interface TypedProps extends RelationFieldsProps {
  readonly name: keyof ReturnType<typeof relationNames> | 'target'
  readonly label: string
  readonly text?: string | undefined
  /** What is there to choose from; anything else is new. */
  readonly options: readonly string[]
}

/** A name of the link. */
function Typed({ name, names, draft, ...rest }: TypedProps): ReactElement {
  const placeholder = name === 'target' ? '' : names[name]
  return <NameInput {...rest} {...{ name, placeholder }} value={draft[name]} />
}

interface NameInputProps extends Pick<TypedProps, 'form' | 'label' | 'text' | 'options'> {
  readonly name: TypedProps['name'] | `parts.${LinkEnd}.${number}`
  readonly value: string
  readonly placeholder: string
}

/** A name: one that is there, or a new one; the suggestion where nothing is typed. */
function NameInput(props: NameInputProps): ReactElement {
  const { form, name, value, label, text, placeholder, options } = props
  const common = { label, placeholder, styles: mono, spellCheck: false, description: text }
  if (options.length === 0) return <TextInput {...form.register(name)} {...common} />
  return (
    <Autocomplete
      {...common}
      data={[...options]}
      value={value}
      onChange={(next) => form.setValue(name, next)}
    />
  )
}

/** The columns of a collection that can hold a link. */
function columnsOf({ file, collection }: RelationFieldsProps, id: string): readonly string[] {
  const fields = file?.fields ?? []
  return fields
    .filter((each) => each.collection === id && each.schema !== undefined)
    .filter(({ schema }) => schema?.is_primary_key !== true || id !== collection)
    .map(({ field }) => field)
}
