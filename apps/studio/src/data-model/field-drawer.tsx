import { Anchor, Tabs } from '@mantine/core'
import {
  changeFieldRequest,
  createFieldRequest,
  draftOfField,
  draftProblems,
  type FieldDraft,
  type Interface,
  interfaces,
  newField,
  type RelationKind,
  useFields,
  type WireField,
} from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ChangeDrawer, ChangeForm } from './change-form.js'
import { DisplayTab, InterfaceTab, RulesTab } from './field-tabs.js'
import { InterfaceGallery, kindOf } from './interface-gallery.js'
import { SchemaTab } from './schema-tab.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

interface FieldDrawerProps {
  readonly collection: string
  /** The field that is changed; null of a new one. */
  readonly field: WireField | null
  /** What a new one begins with: the copy of another. */
  readonly draft?: FieldDraft | undefined
  /** An interface of links was chosen for a new one. */
  readonly onLink: (kind: RelationKind, by: string) => void
  readonly onClose: () => void
}

/** Adds a field by its interface, or changes one. */
export function FieldDrawer(props: FieldDrawerProps): ReactElement {
  const { collection, field, draft, onLink, onClose } = props
  const begun = field === null ? (draft ?? null) : draftOfField(field)
  const [start, setStart] = useState<FieldDraft | null>(begun)
  const title =
    field !== null
      ? words.editTitle(field.field)
      : start === null
        ? words.chooseTitle
        : words.newTitle(nameOf(start.interface))
  return (
    <ChangeDrawer title={title} size="xl" onClose={onClose}>
      {start === null ? (
        <InterfaceGallery
          onChoose={(chosen) => {
            const kind = kindOf(chosen)
            if (kind === null) setStart(newField(chosen))
            else onLink(kind, chosen.id)
          }}
        />
      ) : (
        <FieldForm
          collection={collection}
          field={field}
          start={start}
          onBack={field === null && draft === undefined ? () => setStart(null) : null}
          onDone={onClose}
        />
      )}
    </ChangeDrawer>
  )
}

function nameOf(id: string): string {
  return interfaces.find((each) => each.id === id)?.name ?? id
}

interface FieldFormProps {
  readonly collection: string
  readonly field: WireField | null
  readonly start: FieldDraft
  readonly onBack: (() => void) | null
  readonly onDone: () => void
}

function FieldForm({ collection, field, start, onBack, onDone }: FieldFormProps): ReactElement {
  const form = useForm<FieldDraft>({ defaultValues: start })
  const draft = useWatch({ control: form.control }) as FieldDraft
  const request =
    field === null ? createFieldRequest(collection, draft) : changeFieldRequest(field, draft)
  const chosen: Interface | undefined = interfaces.find(({ id }) => id === draft.interface)
  const { data: fields = [] } = useFields(collection)
  const groups = fields.filter((each) => isGroup(each) && each.field !== field?.field)
  const tab = {
    collection,
    form,
    draft,
    problems: draftProblems(draft),
    isNew: field === null,
    chosen,
  }
  return (
    <ChangeForm
      change={request}
      submit={field === null ? words.create : dataModelWords.save}
      onCancel={onDone}
      onDone={onDone}
    >
      {onBack !== null && (
        <Anchor component="button" type="button" fz="sm" ta="left" onClick={onBack}>
          {words.back}
        </Anchor>
      )}
      <Tabs defaultValue="schema" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="schema">{words.schema}</Tabs.Tab>
          <Tabs.Tab value="interface">{words.interface}</Tabs.Tab>
          {draft.type !== 'alias' && <Tabs.Tab value="display">{words.display}</Tabs.Tab>}
          <Tabs.Tab value="validation">{words.validation}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="schema">
          <SchemaTab {...tab} field={field} groups={groups.map((each) => each.field)} />
        </Tabs.Panel>
        <Tabs.Panel value="interface">
          <InterfaceTab {...tab} />
        </Tabs.Panel>
        <Tabs.Panel value="display">
          <DisplayTab {...tab} />
        </Tabs.Panel>
        <Tabs.Panel value="validation">
          <RulesTab {...tab} />
        </Tabs.Panel>
      </Tabs>
    </ChangeForm>
  )
}

function isGroup({ meta }: WireField): boolean {
  const special = meta?.['special']
  return Array.isArray(special) && special.includes('group')
}
