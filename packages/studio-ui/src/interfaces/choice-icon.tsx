import type { CSSProperties, FC, ReactElement } from 'react'
import { icons } from '../icons/icons.js'
import type { Options } from '../schema/studio-field.js'

interface ChoiceIcon {
  readonly icon?: FC<{ readonly className?: string; readonly style?: CSSProperties }>
  readonly styles?: { readonly icon: CSSProperties }
}

/**
 * How a radio button or checkbox looks with the icons of its field, `iconOn` and `iconOff`; as all others do where there
 * is none of that name.
 */
export function choiceIcon({ iconOn, iconOff }: Options, isOn: boolean): ChoiceIcon {
  const name = isOn ? iconOn : iconOff
  const Found = typeof name === 'string' ? icons[name] : undefined
  if (Found === undefined) return {}
  const Mark: ChoiceIcon['icon'] = ({ className, style }): ReactElement => (
    <Found {...(className !== undefined && { className })} style={style} size="100%" aria-hidden />
  )
  // What is not chosen has an icon, too: the control would hide it.
  const shown = { opacity: 1, transform: 'none', color: 'var(--mantine-color-dimmed)' }
  return { icon: Mark, ...(!isOn && { styles: { icon: shown } }) }
}
