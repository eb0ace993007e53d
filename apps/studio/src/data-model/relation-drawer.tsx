import { Alert, Divider, Select } from '@mantine/core'
import {
  hasJunction,
  newRelation,
  RELATION_KINDS,
  type RelationDraft,
  relationFile,
  type RelationKind,
  relationNames,
  type RelationProblem,
  type SchemaRequest,
  useCollections,
  useSchemaFile,
  useStudio,
} from '@relvar/studio-ui'
import type { ReactElement } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { userCollections } from '../content/collection-tree.js'
import { ChangeDrawer, ChangeForm } from './change-form.js'
import { JunctionFields, LinkFields, RuleFields, TargetFields } from './relation-fields.js'
import { RelationPicture } from './relation-picture.js'
import { relationWords as words } from './relation-words.js'

interface RelationDrawerProps {
  readonly collection: string
  /** Where an interface was chosen, its kind. */
  readonly kind?: RelationKind
  /** The interface that was chosen for it. */
  readonly by?: string
  readonly onClose: () => void
}

/** Makes a link of any kind: its columns, keys, lists, and the table between where there is none. */
export function RelationDrawer(props: RelationDrawerProps): ReactElement {
  const { collection, kind = 'many-to-one', by = '', onClose } = props
  const { locale } = useStudio()
  const { data = [] } = useCollections()
  const form = useForm<RelationDraft>({ defaultValues: newRelation(kind, by) })
  const draft = useWatch({ control: form.control }) as RelationDraft
  const names = relationNames(collection, draft)
  const tables = userCollections(data).filter(({ schema }) => schema !== null)
  const ids = new Set(tables.map((each) => each.collection))
  const involved = [collection, draft.target, ...draft.targets, names.junction]
  const file = useSchemaFile(involved.filter((id) => ids.has(id)))
  const isKnown = file.data !== undefined && !file.isPlaceholderData
  const place = isKnown ? { collection, file: file.data } : null
  const made = place === null ? null : relationFile(draft, place)
  const problem = made?.problem ?? null
  const request = made === null || made.file === null ? null : { merge: made.file }
  const parts = { form, draft, names, tables, collection, file: file.data }
  return (
    <ChangeDrawer title={words.add} onClose={onClose}>
      <ChangeForm
        change={request}
        afterwards={ids.has(draft.target) ? [] : languageItems(draft, locale)}
        submit={words.submit}
        onCancel={onClose}
        onDone={onClose}
      >
        <Select
          label={words.kind}
          description={words.kindTexts[draft.kind]}
          allowDeselect={false}
          data={RELATION_KINDS.map((each) => ({ value: each, label: words.kinds[each] }))}
          value={draft.kind}
          onChange={(chosen) =>
            form.reset(newRelation(RELATION_KINDS.find((each) => each === chosen) ?? draft.kind))
          }
        />
        <TargetFields {...parts} />
        <LinkFields {...parts} />
        {hasJunction(draft.kind) && <JunctionFields {...parts} />}
        <RuleFields {...parts} />
        <Divider />
        <RelationPicture made={made?.file ?? null} there={file.data} />
        {problem !== null && problem.kind !== 'no-target' && (
          <Alert color="red" p="sm" role="alert">
            {textOf(problem)}
          </Alert>
        )}
      </ChangeForm>
    </ChangeDrawer>
  )
}

function textOf(problem: Exclude<RelationProblem, { readonly kind: 'no-target' }>): string {
  if (problem.kind === 'taken') return words.taken(problem.field)
  return problem.kind === 'renames'
    ? words.problems.renames
    : words.problems[problem.kind](problem.collection)
}

/** The first languages of a collection that is made for them. */
function languageItems(
  { kind, languages, target }: RelationDraft,
  locale: string,
): readonly SchemaRequest[] {
  if (kind !== 'translations' || languages.length === 0) return []
  const body = languages.map((code) => ({ code, name: nameOf(code, locale) }))
  return [{ method: 'POST', path: `/items/${encodeURIComponent(target)}`, body }]
}

/** A code that nobody knows is its own name. */
function nameOf(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
