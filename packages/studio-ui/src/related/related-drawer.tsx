import { Alert, Divider, Skeleton, Stack } from '@mantine/core'
import { type ReactElement, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { toDraft } from '../item-form/draft.js'
import { useNestedForms } from '../item-form/nested-forms.js'
import type { RefusedField } from '../item-form/save-failure.js'
import { type FieldsForm, useFieldsForm } from '../item-form/use-fields-form.js'
import { useItem } from '../item-form/use-item.js'
import { errorText } from '../messages/failure-text.js'
import { useStudio } from '../provider/studio-provider.js'
import { fieldValue } from '../schema/field-value.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import { useCollection } from '../schema/use-collections.js'
import type { Item } from '../wire/objects.js'
import { NextDrawers } from './drawer-path.js'
import { DrawerForm, SideDrawer, useDiscardQuestion } from './side-drawer.js'

/** An item in a drawer: where it is read, and what waits to be written of it. */
export interface RelatedPart {
  readonly collection: string
  /** null of a new item. */
  readonly key: string | null
  /** What was changed of it before, and not saved yet. */
  readonly staged: Item
  /** Fields that are not shown, since the link fills them. */
  readonly omit: readonly string[]
  /** What was refused of it when it was last saved. */
  readonly refused: readonly RefusedField[]
}

/** What was changed of an item, and how it is shown with that. */
export interface RelatedChange {
  readonly values: Item
  readonly shown: Item
}

export interface RelatedDrawerProps {
  readonly title: string
  /** The item; null where none is open. */
  readonly part: RelatedPart | null
  /** The row of the junction that leads to it, where that has fields of its own. */
  readonly junction?: RelatedPart | null
  /** The fields of the junction stand above those of the item. Default: below. */
  readonly isJunctionFirst?: boolean
  readonly isReadonly: boolean
  readonly onClose: () => void
  readonly onApply: (item: RelatedChange, junction: RelatedChange | null) => void
}

/** A related item in a drawer. What is changed there is saved with the item that it was opened from. */
export function RelatedDrawer(props: RelatedDrawerProps): ReactElement {
  const fields = useRef<Closing>(null)
  const { title, part, junction, onClose } = props
  return (
    <SideDrawer
      title={title}
      isOpen={part !== null}
      onClose={() => (fields.current ?? { close: onClose }).close()}
    >
      {part !== null && (
        <NextDrawers>
          <LoadedDrawer
            key={JSON.stringify([part.collection, part.key, junction?.key])}
            {...props}
            part={part}
            closing={fields}
          />
        </NextDrawers>
      )}
    </SideDrawer>
  )
}

interface LoadedDrawerProps extends RelatedDrawerProps {
  readonly part: RelatedPart
  /** Is told how the drawer closes. */
  readonly closing: Ref<Closing>
}

/** Closes a drawer, and asks before where something was typed in it. */
interface Closing {
  readonly close: () => void
}

function LoadedDrawer(props: LoadedDrawerProps): ReactElement {
  const { part, junction = null } = props
  const { messages } = useStudio()
  const own = usePart(part)
  const through = usePart(junction ?? part)
  const error = own.error ?? through.error
  if (error !== null)
    return (
      <Alert color="red" role="alert" m="md" title={messages.failedTitle}>
        {errorText(error, messages)}
      </Alert>
    )
  if (own.loaded === null || through.loaded === null)
    return (
      <Stack p="md" gap="lg" role="status" aria-label={messages.loading}>
        {Array.from({ length: 5 }, (_, index) => (
          <Skeleton key={index} h={36} />
        ))}
      </Stack>
    )
  return (
    <DrawerFields {...props} own={own.loaded} through={junction === null ? null : through.loaded} />
  )
}

/** An item as a drawer begins with it. */
interface LoadedPart {
  readonly part: RelatedPart
  readonly collection: StudioCollection
  readonly item: Item | null
}

function usePart(part: RelatedPart): {
  readonly loaded: LoadedPart | null
  readonly error: Error | null
} {
  const { collection, error } = useCollection(part.collection)
  const record = useItem(part.collection, part.key)
  const item = part.key === null ? null : record.data?.item
  const loaded = collection === undefined || item === undefined ? null : { part, collection, item }
  return { loaded, error: error ?? record.error }
}

interface DrawerFieldsProps extends LoadedDrawerProps {
  readonly own: LoadedPart
  readonly through: LoadedPart | null
}

function DrawerFields(props: DrawerFieldsProps): ReactElement {
  const { own, through, isReadonly, onClose, onApply, closing } = props
  const { Fields } = useNestedForms()
  const form = usePartForm(own)
  const junction = usePartForm(through ?? own)
  const isDirty = form.isDirty || (through !== null && junction.isDirty) || own.item === null
  const hasTyped = (): boolean => form.isDirtyNow() || (through !== null && junction.isDirtyNow())
  const { close, question } = useDiscardQuestion(hasTyped, onClose)
  useImperativeHandle(closing, () => ({ close }))

  function apply(): void {
    const values = form.read()
    const beside = through === null ? {} : junction.read()
    if (values === null || beside === null) return
    onApply(changeOf(form, values), through === null ? null : changeOf(junction, beside))
    onClose()
  }

  const isFlipped = through !== null && props.isJunctionFirst === true
  const first = isFlipped ? junction : form
  const second = isFlipped ? form : through === null ? null : junction
  const canApply = !isReadonly && form.fields.some((each) => !each.isReadonly)
  return (
    <DrawerForm {...{ isDirty, canApply, onApply: apply, onCancel: close }}>
      <Fields form={first} isBusy={isReadonly} />
      {second !== null && (
        <>
          <Divider my="lg" label={second.collection.title} labelPosition="left" />
          <Fields form={second} isBusy={isReadonly} />
        </>
      )}
      {question}
    </DrawerForm>
  )
}

/** A form that begins with what was changed before. */
function usePartForm({ part, collection, item }: LoadedPart): FieldsForm {
  const form = useFieldsForm(collection, item, part.staged, part.omit)
  useEffect(() => {
    for (const field of item === null ? [] : collection.parts) {
      const value = fieldValue(field, part.staged)
      if (value !== undefined) form.change(field.name, stagedDraft(field, value))
    }
    form.showRefused(part.refused)
    // What waits is put in once, when the drawer opens.
  }, [])
  return form
}

function stagedDraft(field: StudioField, value: unknown): unknown {
  return field.list === undefined ? toDraft(field, value) : value
}

function changeOf({ item }: FieldsForm, values: Item): RelatedChange {
  return { values, shown: { ...item, ...values } }
}
