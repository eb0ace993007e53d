import { useEffect, useMemo, useRef, useState } from 'react'
import { useForm, type UseFormReturn, useWatch } from 'react-hook-form'
import { useStudio } from '../provider/studio-provider.js'
import { fieldValue } from '../schema/field-value.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import type { StudioField } from '../schema/studio-field.js'
import type { Item } from '../wire/objects.js'
import { toDraft } from './draft.js'
import { fieldName } from './field-name.js'
import { type FormField, formFields, watchedFields } from './form-fields.js'
import { type Drafts, isSame, readPayload } from './payload.js'
import { problemsOf, type RefusedField, saveFailure } from './save-failure.js'
import { useDirtyNow } from './use-dirty-now.js'

/** What react-hook-form holds: drafts by the names that `fieldName` makes. */
export type FormValues = Record<string, unknown>

/** The fields of one item at work, wherever it is saved. */
export interface FieldsForm {
  readonly collection: StudioCollection
  /** As it was read; null of a new one. */
  readonly item: Item | null
  readonly isNew: boolean
  readonly fields: readonly FormField[]
  readonly methods: UseFormReturn<FormValues>
  /** As it was last painted. */
  readonly isDirty: boolean
  /** Whether something is typed at this moment, painted or not: asked before it is given up. */
  isDirtyNow(): boolean
  /** What was refused and concerns no field in sight; null where nothing was. */
  readonly general: string | null
  /** What was refused of fields, those of related items among them. */
  readonly refused: readonly RefusedField[]
  /** What was typed so far, by the names of the fields. */
  readonly drafts: () => Drafts
  change(field: string, draft: unknown): void
  readonly discard: () => void
  /** What is to be written; null where something is wrong, which then stands at its field. */
  read(): Item | null
  /** Begins anew from an item that was just written. */
  settle(item: Item): void
  /** Shows why it was not written. */
  refuse(error: unknown): void
  /** Shows what was refused of it when it was saved along with another. */
  showRefused(refused: readonly RefusedField[]): void
}

/**
 * The form of an item's fields on react-hook-form, without any look and without a server. What was typed
 * stays when the item is read anew.
 *
 * @param item as it was read; null of a new one
 * @param initially drafts of a new item, such as of one that is copied
 * @param omit fields that something else fills in
 */
export function useFieldsForm(
  collection: StudioCollection,
  item: Item | null,
  initially: Drafts = noDrafts,
  omit: readonly string[] = [],
): FieldsForm {
  const { messages } = useStudio()
  const isNew = item === null
  const [general, setGeneral] = useState<string | null>(null)
  const [refused, setRefused] = useState<readonly RefusedField[]>([])
  const before = useMemo(
    () => draftsOf(collection.parts, item, initially),
    [collection, item, initially],
  )
  const methods = useForm<FormValues>({ defaultValues: encoded(before) })
  const { isDirty } = methods.formState
  const isDirtyNow = useDirtyNow(methods)
  const { reset } = methods
  const start = useRef(before)
  useEffect(() => {
    if (start.current === before) return
    const changed = changedValues(methods.getValues(), encoded(start.current))
    start.current = before
    reset(encoded(before))
    for (const [name, draft] of changed) methods.setValue(name, draft, { shouldDirty: true })
  }, [methods, reset, before])
  const isWanted = ({ field }: FormField): boolean => !omit.includes(field.name)
  const fields = useConditionedFields(collection, isNew, methods).filter(isWanted)
  const drafts = (): Drafts => decoded(collection.parts, methods.getValues())
  function showRefused(given: readonly RefusedField[]): void {
    setRefused(given)
    showProblems(methods, fields, problemsOf(given))
  }

  return {
    collection,
    item,
    isNew,
    fields,
    methods,
    isDirty,
    isDirtyNow,
    general,
    refused,
    drafts,
    change: (field, draft) =>
      methods.setValue(fieldName(field), draft, { shouldDirty: true, shouldTouch: true }),
    discard() {
      reset(encoded(before))
      setGeneral(null)
      setRefused([])
    },
    read() {
      const now = drafts()
      const shown = formFields(collection, isNew, now).filter(isWanted)
      const { values, problems } = readPayload(shown, now, isNew ? null : before, messages)
      setGeneral(null)
      setRefused([])
      showProblems(methods, shown, problems)
      return Object.keys(problems).length === 0 ? values : null
    },
    settle: (written) => reset(encoded(draftsOf(collection.parts, written, noDrafts))),
    refuse(error) {
      const failure = saveFailure(error, fields, messages)
      setGeneral(failure.general)
      showRefused(failure.fields)
    },
    showRefused,
  }
}

const noDrafts: Drafts = {}

/** What was typed over the values that a form began with. */
function changedValues(
  now: FormValues,
  start: FormValues,
): readonly (readonly [string, unknown])[] {
  return Object.entries(now).filter(([name, draft]) => !isSame(draft ?? null, start[name] ?? null))
}

/** The form is painted anew only where a value changes that some condition looks at. */
function useConditionedFields(
  collection: StudioCollection,
  isNew: boolean,
  { control }: UseFormReturn<FormValues>,
): readonly FormField[] {
  const watched = useMemo(() => watchedFields(collection), [collection])
  const given = useWatch({ control, name: watched.map(fieldName) })
  const signature = JSON.stringify(given)
  return useMemo(() => {
    const values = Object.fromEntries(watched.map((name, index) => [name, given[index]]))
    return formFields(collection, isNew, values).filter(({ isCleared }) => isCleared !== true)
    // `given` is another array each time; what it holds is in the signature.
  }, [collection, isNew, watched, signature])
}

function showProblems(
  methods: UseFormReturn<FormValues>,
  fields: readonly FormField[],
  problems: Readonly<Record<string, string>>,
): void {
  methods.clearErrors()
  let isFirst = true
  for (const { field } of fields) {
    const message = problems[field.name]
    if (message === undefined) continue
    methods.setError(fieldName(field.name), { type: 'refused', message }, { shouldFocus: isFirst })
    isFirst = false
  }
}

function draftsOf(parts: readonly StudioField[], item: Item | null, initially: Drafts): Drafts {
  return Object.fromEntries(
    parts.map((field) => {
      const start = fieldValue(field, initially) ?? field.initial
      if (item === null && field.list !== undefined) return [field.name, start ?? null]
      return [field.name, toDraft(field, item === null ? start : fieldValue(field, item))]
    }),
  )
}

function encoded(drafts: Drafts): FormValues {
  return Object.fromEntries(Object.entries(drafts).map(([name, draft]) => [fieldName(name), draft]))
}

function decoded(parts: readonly StudioField[], values: FormValues): Drafts {
  return Object.fromEntries(parts.map(({ name }) => [name, values[fieldName(name)] ?? null]))
}
