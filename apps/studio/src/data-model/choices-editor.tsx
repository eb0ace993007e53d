import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { ColorField } from '@relvar/studio-ui'
import { type ReactElement, useRef } from 'react'
import { mono } from './mono.js'
import { dataModelWords } from './words.js'

const words = dataModelWords.choices

type Choice = Readonly<Record<string, unknown>>

interface ChoicesEditorProps {
  readonly choices: readonly unknown[]
  /** Undefined where none is left. */
  readonly onChange: (choices: readonly unknown[] | undefined) => void
}

/** The choices of a field: what is shown, what is stored, and their colour, icon and order. */
export function ChoicesEditor({ choices, onChange }: ChoicesEditorProps): ReactElement {
  const rows = choices.map(
    (each) => (typeof each === 'object' && each !== null ? each : {}) as Choice,
  )
  // What was just added is written next.
  const isAdded = useRef(false)
  const set = (next: readonly Choice[]): void => onChange(next.length === 0 ? undefined : next)
  const swap = (from: number, to: number): void => {
    const [moved, other] = [rows[from], rows[to]]
    if (moved !== undefined && other !== undefined) set(rows.with(from, other).with(to, moved))
  }
  const update = (index: number, part: Choice): void =>
    set(rows.map((row, at) => (at === index ? withoutEmpty({ ...row, ...part }) : row)))
  return (
    <Fieldset legend={dataModelWords.choicesTitle} p="sm">
      <Stack gap="xs">
        {rows.map((row, index) => (
          <ChoiceRow
            key={index}
            number={index + 1}
            count={rows.length}
            row={row}
            takesFocus={isAdded.current && index === rows.length - 1}
            onChange={(part) => update(index, part)}
            onSwap={(by) => swap(index, index + by)}
            onRemove={() => set(rows.toSpliced(index, 1))}
          />
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'start' }}
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            isAdded.current = true
            set([...rows, { text: '', value: '' }])
          }}
        >
          {words.add}
        </Button>
      </Stack>
    </Fieldset>
  )
}

interface ChoiceRowProps {
  readonly number: number
  readonly count: number
  readonly row: Choice
  readonly takesFocus: boolean
  readonly onChange: (part: Choice) => void
  readonly onSwap: (by: 1 | -1) => void
  readonly onRemove: () => void
}

function ChoiceRow({
  number,
  count,
  row,
  takesFocus,
  onChange,
  onSwap,
  onRemove,
}: ChoiceRowProps): ReactElement {
  const { text = '', value = '', color = '', icon = '' } = row
  // The value follows the text until somebody gives it one of its own.
  const follows = value === text
  return (
    <Group gap={6} wrap="wrap">
      <TextInput
        autoFocus={takesFocus}
        aria-label={words.nth(words.text, number)}
        placeholder={words.text}
        style={{ flex: '1 1 120px' }}
        value={String(text)}
        onChange={({ currentTarget }) =>
          onChange({ text: currentTarget.value, ...(follows && { value: currentTarget.value }) })
        }
      />
      <TextInput
        aria-label={words.nth(words.value, number)}
        placeholder={words.value}
        styles={mono}
        style={{ flex: '1 1 100px' }}
        value={String(value)}
        onChange={({ currentTarget }) => onChange({ value: currentTarget.value })}
      />
      <ColorField
        aria-label={words.nth(words.color, number)}
        placeholder={words.color}
        w={104}
        value={String(color)}
        onChange={(next) => onChange({ color: next })}
      />
      <TextInput
        aria-label={words.nth(words.icon, number)}
        placeholder={words.icon}
        w={84}
        value={String(icon)}
        onChange={({ currentTarget }) => onChange({ icon: currentTarget.value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={number === 1}
        aria-label={words.nth(words.up, number)}
        onClick={() => onSwap(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={number === count}
        aria-label={words.nth(words.down, number)}
        onClick={() => onSwap(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.nth(words.remove, number)}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  )
}

function withoutEmpty({ color, icon, ...rest }: Choice): Choice {
  return {
    ...rest,
    ...(color !== undefined && color !== '' && { color }),
    ...(icon !== undefined && icon !== '' && { icon }),
  }
}
