import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { titleOf } from '@relvar/data-model/catalogue'
import type { ReactElement } from 'react'
import { namedIcon } from '../../icons/icons.js'
import { useStudio } from '../../provider/studio-provider.js'
import type { DisplayProps } from '../display-props.js'
import { isReadable, readableOn } from '../style/readable.js'
import { styleFor } from './style-for.js'

const faces: Readonly<Record<string, string>> = {
  monospace: 'var(--mantine-font-family-monospace)',
  serif: 'serif',
}

/** Text or a number in a style, with something before or after it; masked it is dots. */
export function FormattedValue({ field, value }: DisplayProps): ReactElement {
  const { locale } = useStudio()
  const scheme = useComputedColorScheme()
  const { bold, italic, prefix, suffix, masked, format, font, border } = field.displayOptions
  const { color, background, icon, text: instead } = styleFor(field.displayOptions, value)
  const own = format === true ? formatted(value, locale) : String(value)
  const text = masked === true ? '••••••••' : (instead ?? own)
  const isFilled = background !== undefined
  const isOwn = color !== undefined && !isFilled && isReadable(color, scheme)
  const mark = namedIcon(icon, 14)
  const isFramed = border === true || isFilled
  return (
    <Group
      component="span"
      gap={4}
      wrap="nowrap"
      display="inline-flex"
      maw="100%"
      {...(isFramed && { px: 6 })}
      style={{
        verticalAlign: 'bottom',
        ...(isFramed && { borderRadius: 'var(--mantine-radius-sm)' }),
        ...(isFilled && { background, color: readableOn(background, color) }),
        ...(isOwn && { color }),
        ...(border === true && {
          border: `1px solid ${color ?? 'var(--mantine-color-default-border)'}`,
        }),
      }}
    >
      {mark ?? (color !== undefined && !isFilled && !isOwn && <Dot color={color} />)}
      <Text
        span
        fz="inherit"
        truncate
        fw={bold === true ? 600 : undefined}
        fs={italic === true ? 'italic' : undefined}
        ff={faces[String(font)]}
      >
        {[prefix, text, suffix].filter((part) => typeof part === 'string').join('')}
      </Text>
    </Group>
  )
}

/** In place of text that could not be read in its colour. */
function Dot({ color }: { readonly color: string }): ReactElement {
  return <span style={{ flexShrink: 0, width: 8, height: 8, borderRadius: 4, background: color }} />
}

function formatted(value: unknown, locale: string): string {
  return typeof value === 'number' ? value.toLocaleString(locale) : titleOf(String(value))
}
