import {
  ActionIcon,
  Box,
  Button,
  Group,
  Input,
  Paper,
  Stack,
  Text,
  UnstyledButton,
} from '@mantine/core'
import { type FieldType, FIELD_TYPES, titleOf } from '@relvar/data-model/catalogue'
import { IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { readDraft, typedDraft, toDraft } from '../../item-form/draft.js'
import { useStudio } from '../../provider/studio-provider.js'
import { SortableRow, SortableRows } from '../../related/sortable-rows.js'
import type { StudioField } from '../../schema/studio-field.js'
import { writeTemplate } from '../../schema/template.js'
import type { Item } from '../../wire/objects.js'
import type { InterfaceProps } from '../interface-props.js'
import { useNestedForms } from '../../item-form/nested-forms.js'
import { listOrNull } from '../several.js'

/** A list of objects that have the same fields, each a small form of its own. */
export function Repeater({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { fields, template, addLabel, sort } = field.options
  const [open, setOpen] = useState<number | null>(null)
  const parts = Array.isArray(fields) ? fields.flatMap(partOf) : []
  const rows = (Array.isArray(value) ? value : []).map(asItem)
  const { label, description, error, withAsterisk, id, disabled } = frame
  const change = (next: readonly Item[]): void => onChange(listOrNull(next, field))
  const isByHand = typeof sort !== 'string' || sort === ''
  function nameOf(row: Item, index: number): string {
    const said = typeof template === 'string' ? writeTemplate(template, row) : ''
    const first = parts.map((part) => row[part.name]).find((each) => typeof each === 'string')
    if (said !== '') return said
    return typeof first === 'string' && first !== '' ? first : messages.rowNumber(index + 1)
  }
  return (
    <Input.Wrapper {...{ label, description, error, withAsterisk, id }} labelElement="div">
      <Stack gap="xs" mt={4} align="stretch">
        <SortableRows
          ids={rows.map((_, index) => String(index))}
          isDisabled={disabled || !isByHand}
          onMove={(ids) => {
            setOpen(null)
            change(ids.map((each) => rows[Number(each)] ?? {}))
          }}
        >
          {rows.map((row, index) => {
            const name = nameOf(row, index)
            const isOpen = open === index
            const body = (
              <Paper withBorder>
                <Group wrap="nowrap" gap={0} pr={4}>
                  <UnstyledButton
                    px="sm"
                    py={8}
                    style={{ flex: 1, minWidth: 0 }}
                    aria-expanded={isOpen}
                    onClick={() => setOpen(isOpen ? null : index)}
                  >
                    <Group gap="xs" wrap="nowrap">
                      {isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
                      <Text fz="sm" truncate>
                        {name}
                      </Text>
                    </Group>
                  </UnstyledButton>
                  {!disabled && (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={messages.removeRow(name)}
                      onClick={() => {
                        setOpen(null)
                        change(rows.filter((_, at) => at !== index))
                      }}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  )}
                </Group>
                {isOpen && (
                  <Box px="sm" pb="sm">
                    <RowFields
                      {...{ parts, row, disabled }}
                      id={`${id}-${index}`}
                      onChange={(next) => change(rows.with(index, next))}
                    />
                  </Box>
                )}
              </Paper>
            )
            return disabled || !isByHand ? (
              <Box key={index}>{body}</Box>
            ) : (
              <SortableRow key={index} id={String(index)} name={name}>
                {body}
              </SortableRow>
            )
          })}
        </SortableRows>
        {!disabled && (
          <Button
            size="xs"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconPlus size={14} />}
            onClick={() => {
              setOpen(rows.length)
              change([...rows, {}])
            }}
          >
            {typeof addLabel === 'string' ? addLabel : messages.addRow}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}

interface RowFieldsProps {
  readonly parts: readonly StudioField[]
  readonly row: Item
  readonly disabled: boolean
  readonly id: string
  readonly onChange: (row: Item) => void
}

function RowFields({ parts, row, disabled, id, onChange }: RowFieldsProps): ReactElement {
  const { messages } = useStudio()
  const { widgetOf } = useNestedForms()
  // A number that is half typed is no number yet; it is kept as it was written.
  const [drafts, setDrafts] = useState<Item>({})
  return (
    <Stack gap="sm">
      {parts.map((part) => {
        const Widget = widgetOf(part)
        if (Widget === null) return null
        const draft = drafts[part.name]
        const outcome = draft === undefined ? null : readDraft(part, draft, messages)
        return (
          <Widget
            key={part.name}
            field={part}
            value={draft === undefined ? toDraft(part, row[part.name]) : draft}
            onChange={(next) => {
              setDrafts((now) => ({ ...now, [part.name]: next }))
              const read = readDraft(part, typedDraft(part, next), messages)
              onChange({ ...row, [part.name]: read.kind === 'value' ? read.value : next })
            }}
            frame={{
              id: `${id}-${part.name.replaceAll(/\W/g, '-')}`,
              label: part.title,
              description: part.note,
              error: outcome?.kind === 'problem' ? outcome.problem : null,
              withAsterisk: part.required,
              disabled,
            }}
          />
        )
      })}
    </Stack>
  )
}

function asItem(value: unknown): Item {
  return typeof value === 'object' && value !== null ? (value as Item) : {}
}

/** A field of the objects, as its description in the options says. */
function partOf(entry: unknown): readonly StudioField[] {
  const { field, name, type, meta } = asItem(entry)
  if (typeof field !== 'string' || field === '') return []
  const said = asItem(meta)
  const known = FIELD_TYPES.find((each) => each === (type ?? said['type'])) ?? 'string'
  return [
    {
      name: field,
      title: typeof name === 'string' && name !== '' ? name : titleOf(field),
      type: known,
      nativeType: known,
      isKey: false,
      nullable: true,
      required: said['required'] === true,
      fillsItself: false,
      maxLength: null,
      readonly: said['readonly'] === true,
      hidden: false,
      interface: typeof said['interface'] === 'string' ? said['interface'] : interfaceOf(known),
      options: asItem(said['options']),
      display: 'raw',
      displayOptions: {},
      half: false,
      note: typeof said['note'] === 'string' ? said['note'] : null,
      related: null,
      actions: ['read', 'create', 'update'],
    },
  ]
}

function interfaceOf(type: FieldType): string {
  if (type === 'boolean') return 'boolean'
  if (['date', 'dateTime', 'time', 'timestamp'].includes(type)) return 'datetime'
  return type === 'text' ? 'input-multiline' : type === 'json' ? 'input-code' : 'input'
}
