import { titleOf } from '@relvar/data-model/catalogue'
import { useMemo } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { StudioField } from '../schema/studio-field.js'
import { useCollection, useRelations } from '../schema/use-collections.js'
import { followPath, placeOf } from './field-place.js'
import { functionsOf, operatorsOf } from './operators.js'

/** What a rule compares, as far as it is known. */
export interface FilterField {
  /** `Artist › Name` */
  readonly title: string
  readonly operators: readonly string[]
  /** null of lists, of functions, and while it is read. */
  readonly field: StudioField | null
  /** The values are whole numbers that a function gives. */
  readonly isNumber: boolean
  readonly isMissing: boolean
}

/** Reads along a path what it leads to. */
export function useFilterField(start: string, path: readonly string[]): FilterField {
  const { messages } = useStudio()
  const words = messages.filter
  const relations = useRelations()
  const place = useMemo(
    () => placeOf(start, path, relations.data ?? [], words),
    [start, path, relations.data, words],
  )
  const { collection, isMissing } = useCollection(place?.collection ?? start)
  const field = collection?.fields.find(({ name }) => name === place?.field) ?? null
  const own = field?.title ?? (place?.field == null ? null : titleOf(place.field))
  const called = place?.function
  const part = called == null ? null : (words.functions[called] ?? called)
  const names = [...(place?.way ?? []), ...(own === null ? [] : [own])]
  const title = names.length === 0 ? path.join(' › ') : names.join(' › ')
  const isList = place !== null && place.field === null
  const isKnown = isList || field !== null
  return {
    title: part === null ? title : `${title} (${part})`,
    operators: operatorsFor(field, called ?? null, isList),
    field: called == null ? field : null,
    isNumber: called != null,
    isMissing:
      relations.data !== undefined &&
      (place === null || isMissing || (collection !== undefined && !isKnown && path.length > 0)),
  }
}

/** What the conditions below a scope are about: the collection that it leads to, and its name. */
export function useScope(
  start: string,
  path: readonly string[],
): { readonly collection: string; readonly title: string } {
  const { messages } = useStudio()
  const { data } = useRelations()
  const end = followPath(start, path, data ?? [], messages.filter)
  return { collection: end?.collection ?? start, title: end?.way.join(' › ') ?? path.join(' › ') }
}

function operatorsFor(
  field: StudioField | null,
  called: string | null,
  isList: boolean,
): readonly string[] {
  if (called !== null) return operatorsOf('integer')
  if (isList) return operatorsOf('alias')
  return field === null ? [] : operatorsOf(field.type, isSecret(field))
}

function isSecret({ type, displayOptions, display }: StudioField): boolean {
  return type === 'hash' || (display === 'formatted-value' && displayOptions['masked'] === true)
}

/** The functions of a field, but for those of what is concealed. */
export function functionsOfField(field: StudioField): readonly string[] {
  return isSecret(field) ? [] : functionsOf(field.type)
}
