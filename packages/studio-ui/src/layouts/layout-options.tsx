import { NativeSelect, Stack, Switch } from '@mantine/core'
import type { ReactElement } from 'react'
import { TemplateInput } from '../interfaces/system-display-template/template-input.js'
import { useStudio } from '../provider/studio-provider.js'
import type { Options, StudioField } from '../schema/studio-field.js'
import type { StudioCollection } from '../schema/studio-collection.js'
import { useCollection } from '../schema/use-collections.js'
import { dateFields } from './calendar/date-fields.js'
import { CARD_SIZES, cardSize } from './cards/card-size.js'
import { groupFields } from './kanban/kanban-columns.js'

/** The layout that is arranged, and how it is by now. */
export interface LayoutOptionsProps {
  /** The id of a layout. */
  readonly layout: string
  readonly collection: StudioCollection
  readonly options: Options
  readonly onChange: (options: Options) => void
}

/** What a layout can be told; null where it can be told nothing. */
export function LayoutOptions(props: LayoutOptionsProps): ReactElement | null {
  const Form = forms[props.layout]
  if (Form === undefined) return null
  return (
    <Stack gap="sm">
      <Form {...props} />
    </Stack>
  )
}

const forms: Readonly<Record<string, (props: LayoutOptionsProps) => ReactElement>> = {
  cards: CardsOptions,
  calendar: CalendarOptions,
  kanban: KanbanOptions,
}

function CardsOptions(props: LayoutOptionsProps): ReactElement {
  const { options, onChange } = props
  const { messages } = useStudio()
  const words = messages.layouts
  return (
    <>
      <TemplateOption {...props} option="title" label={words.title} />
      <TemplateOption {...props} option="subtitle" label={words.subtitle} />
      <NativeSelect
        label={words.size}
        data={CARD_SIZES.map((size) => ({ value: String(size), label: words.sizes[size] }))}
        value={String(cardSize(options))}
        onChange={({ currentTarget }) => onChange({ size: Number(currentTarget.value) })}
      />
    </>
  )
}

/** Any Sunday: the days of a week have their names from it on. */
const SUNDAY = Date.UTC(2026, 0, 4)

function CalendarOptions(props: LayoutOptionsProps): ReactElement {
  const { collection, options, onChange } = props
  const { locale, messages } = useStudio()
  const words = messages.layouts
  const fields = dateFields(collection)
  const first = options['firstDay']
  const days = Array.from({ length: 7 }, (_, day) => ({
    value: String(day),
    label: new Date(SUNDAY + day * 86_400_000).toLocaleDateString(locale, {
      weekday: 'long',
      timeZone: 'UTC',
    }),
  }))
  return (
    <>
      <FieldOption {...props} {...{ fields }} option="startDateField" label={words.dateField} />
      <FieldOption
        {...props}
        {...{ fields }}
        option="endDateField"
        label={words.endField}
        without={messages.nothing}
      />
      <TemplateOption {...props} option="template" label={words.title} />
      <NativeSelect
        label={words.firstDay}
        data={[{ value: '', label: words.ofLocale }, ...days]}
        value={typeof first === 'number' ? String(first) : ''}
        onChange={({ currentTarget: { value } }) =>
          onChange({ firstDay: value === '' ? null : Number(value) })
        }
      />
    </>
  )
}

function KanbanOptions(props: LayoutOptionsProps): ReactElement {
  const { collection, options, onChange } = props
  const { messages } = useStudio()
  const words = messages.layouts
  const shown = collection.fields.filter(({ type, hidden }) => !hidden && type !== 'hash')
  const lists = shown.filter(({ display }) => display === 'labels')
  const people = shown.filter(({ related }) => related !== null)
  const [dates, fields] = [dateFields(collection), groupFields(collection)]
  const group = fields.find(({ name }) => name === options['groupField']) ?? fields[0]
  const { collection: linked } = useCollection(group?.related?.collection ?? '')
  return (
    <>
      <FieldOption {...props} {...{ fields }} option="groupField" label={words.groupBy} />
      <FieldOption
        {...props}
        fields={linked?.fields.filter(isTitle) ?? []}
        option="groupTitle"
        label={words.groupTitle}
        without={words.itemName}
      />
      <FieldOption
        {...props}
        fields={shown}
        option="titleField"
        label={words.title}
        without={words.itemName}
      />
      <FieldOption
        {...props}
        fields={shown}
        option="textField"
        label={words.text}
        without={messages.nothing}
      />
      <FieldOption
        {...props}
        fields={lists}
        option="tagsField"
        label={words.tags}
        without={messages.nothing}
      />
      <FieldOption
        {...props}
        fields={dates}
        option="dateField"
        label={words.dateField}
        without={messages.nothing}
      />
      <FieldOption
        {...props}
        fields={people}
        option="userField"
        label={words.person}
        without={messages.nothing}
      />
      <Switch
        label={words.showUngrouped}
        checked={options['showUngrouped'] !== false}
        onChange={({ currentTarget }) => onChange({ showUngrouped: currentTarget.checked })}
      />
    </>
  )
}

function isTitle({ type, hidden }: StudioField): boolean {
  return !hidden && (type === 'string' || type === 'text')
}

interface FieldOptionProps extends LayoutOptionsProps {
  readonly fields: readonly StudioField[]
  readonly option: string
  readonly label: string
  /** What there is where no field is chosen; one has to be where this is left out. */
  readonly without?: string
}

/** One of some fields; nothing where there are none of the kind. */
function FieldOption(props: FieldOptionProps): ReactElement | null {
  const { fields, option, label, options, onChange, without } = props
  if (fields.length === 0) return null
  const chosen = options[option]
  const data = fields.map(({ name, title }) => ({ value: name, label: title }))
  const first = without === undefined ? (fields[0]?.name ?? '') : ''
  return (
    <NativeSelect
      label={label}
      data={without === undefined ? data : [{ value: '', label: without }, ...data]}
      value={typeof chosen === 'string' ? chosen : first}
      onChange={({ currentTarget: { value } }) =>
        onChange({ [option]: value === '' ? null : value })
      }
    />
  )
}

interface TemplateOptionProps extends LayoutOptionsProps {
  readonly option: string
  readonly label: string
}

function TemplateOption(props: TemplateOptionProps): ReactElement {
  const { collection, option, label, options, onChange } = props
  const said = options[option]
  return (
    <TemplateInput
      collection={collection.id}
      label={label}
      placeholder={option === 'subtitle' ? '' : collection.template}
      value={typeof said === 'string' ? said : ''}
      onChange={(template) => onChange({ [option]: template === '' ? null : template })}
    />
  )
}
