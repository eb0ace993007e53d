import { ActionIcon, PasswordInput, TextInput } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { isNumeric } from '../../item-form/draft.js'
import { addExact, compareExact } from '../../item-form/exact.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { InterfaceProps } from '../interface-props.js'
import { placeholderOf } from '../placeholder-of.js'
import { ownDirection } from '../own-direction.js'
import { slugOf } from './slug.js'
import { SoftLength } from './soft-length.js'

/** One line of text, or a number, which is typed as text so that no digit of it is lost. */
export function Input(props: InterfaceProps): ReactElement {
  const { field, value, onChange, frame } = props
  const { messages } = useStudio()
  const { masked, font, iconLeft, iconRight, slug, softLength } = field.options
  if (isNumeric(field)) return <NumberInput {...props} />
  const text = value === null || value === undefined ? '' : String(value)
  const common = {
    ...frame,
    value: text,
    attributes: ownDirection,
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onChange(slug === true ? slugOf(currentTarget.value) : currentTarget.value),
    autoComplete: 'off',
    placeholder: placeholderOf(field, value, messages),
    leftSection: namedIcon(iconLeft),
  }
  if (masked === true) return <PasswordInput {...common} autoComplete="new-password" />
  const isTechnical = font === 'monospace' || field.type === 'uuid'
  return (
    <TextInput
      {...common}
      {...(isTechnical && {
        styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)' } },
      })}
      {...(font === 'serif' && { styles: { input: { fontFamily: 'serif' } } })}
      rightSection={
        typeof softLength === 'number' ? (
          <SoftLength limit={softLength} text={text} />
        ) : (
          namedIcon(iconRight)
        )
      }
    />
  )
}

/** A number with buttons and arrow keys for a step; its decimals are added exactly. */
function NumberInput({ field, value, onChange, frame }: InterfaceProps): ReactElement {
  const { messages } = useStudio()
  const { placeholder, iconLeft, min, max, step } = field.options
  const text = value === null || value === undefined ? '' : String(value)
  const stride = typeof step === 'number' && step > 0 ? String(step) : '1'
  function move(by: string): void {
    const next = addExact(text === '' ? '0' : text, by)
    if (next === null || isBeyond(next, min, -1) || isBeyond(next, max, 1)) return
    onChange(next)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    move(event.key === 'ArrowUp' ? stride : `-${stride}`)
  }
  const hasButtons = typeof step === 'number' && !frame.disabled
  return (
    <TextInput
      {...frame}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      {...(typeof placeholder === 'string' && { placeholder })}
      leftSection={namedIcon(iconLeft)}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onKeyDown={onKeyDown}
      {...(hasButtons && {
        rightSectionWidth: 64,
        rightSection: (
          <>
            <Step label={messages.less} onClick={() => move(`-${stride}`)}>
              <IconMinus size={14} />
            </Step>
            <Step label={messages.more} onClick={() => move(stride)}>
              <IconPlus size={14} />
            </Step>
          </>
        ),
      })}
    />
  )
}

function isBeyond(text: string, limit: unknown, side: 1 | -1): boolean {
  return typeof limit === 'number' && compareExact(text, String(limit)) === side
}

interface StepProps {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactElement
}

/** The arrow keys do the same, so that the way by Tab stays short. */
function Step({ label, onClick, children }: StepProps): ReactElement {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      tabIndex={-1}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
