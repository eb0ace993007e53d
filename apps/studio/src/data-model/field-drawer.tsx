import { Alert, Anchor, Button, Checkbox, Drawer, Group, Stack, Tabs } from '@mantine/core'
import {
  changeFieldRequest,
  createFieldRequest,
  draftOfField,
  draftProblems,
  errorText,
  type FieldDraft,
  type Interface,
  interfaces,
  newField,
  SqlPanel,
  useSchemaChange,
  useSchemaPlan,
  useStudio,
  type WireField,
} from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { DisplayTab, InterfaceTab, RulesTab } from './field-tabs.js'
import { InterfaceGallery } from './interface-gallery.js'
import { SchemaTab } from './schema-tab.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.field

interface FieldDrawerProps {
  readonly collection: string
  /** The field that is changed; null of a new one. */
  readonly field: WireField | null
  /** What a new one begins with: the copy of another. */
  readonly draft?: FieldDraft | undefined
  readonly onClose: () => void
}

/** Adds a field by its interface, or changes one. */
export function FieldDrawer({ collection, field, draft, onClose }: FieldDrawerProps): ReactElement {
  const begun = field === null ? (draft ?? null) : draftOfField(field)
  const [start, setStart] = useState<FieldDraft | null>(begun)
  const title =
    field !== null
      ? words.editTitle(field.field)
      : start === null
        ? words.chooseTitle
        : words.newTitle(nameOf(start.interface))
  return (
    <Drawer
      opened
      position="right"
      size="xl"
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': dataModelWords.close }}
    >
      {start === null ? (
        <InterfaceGallery onChoose={(chosen) => setStart(newField(chosen))} />
      ) : (
        <FieldForm
          collection={collection}
          field={field}
          start={start}
          onBack={field === null && draft === undefined ? () => setStart(null) : null}
          onDone={onClose}
        />
      )}
    </Drawer>
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
  const { messages } = useStudio()
  const form = useForm<FieldDraft>({ defaultValues: start })
  const draft = useWatch({ control: form.control }) as FieldDraft
  const [isMeant, setMeant] = useState(false)
  const request =
    field === null ? createFieldRequest(collection, draft) : changeFieldRequest(field, draft)
  const result = useSchemaPlan(request)
  const change = useSchemaChange()
  const isLossy = result.plan?.warnings.some(({ lossy }) => lossy) === true
  const problems = draftProblems(draft)
  const maySave = request !== null && result.error === null && (!isLossy || isMeant)
  const chosen: Interface | undefined = interfaces.find(({ id }) => id === draft.interface)
  async function save(): Promise<void> {
    // What is shown is what is meant: a plan that is on its way may have warnings.
    if (request !== null && maySave && result.isCurrent && (await change.run([request], isLossy)))
      onDone()
  }
  const tab = { form, draft, problems, isNew: field === null, chosen }
  return (
    <form onSubmit={(event) => void form.handleSubmit(save)(event)} autoComplete="off">
      <Stack>
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
            <SchemaTab {...tab} field={field} />
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
        <SqlPanel result={result} isReady={request !== null} />
        {isLossy && (
          <Checkbox
            label={words.confirm}
            checked={isMeant}
            onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
          />
        )}
        {change.error !== null && (
          <Alert color="red" p="sm" role="alert">
            {errorText(change.error, messages)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {dataModelWords.cancel}
          </Button>
          <Button type="submit" disabled={!maySave || !result.isCurrent} loading={change.isBusy}>
            {field === null ? words.create : dataModelWords.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
