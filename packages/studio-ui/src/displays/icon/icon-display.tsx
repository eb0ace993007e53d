import { Box } from '@mantine/core'
import type { ReactElement } from 'react'
import { icons } from '../../icons/icons.js'
import type { DisplayProps } from '../display-props.js'

/** The icon of a name; a name that is not among ours is written. */
export function IconDisplay({ field, value }: DisplayProps): ReactElement | string {
  const { color, filled } = field.displayOptions
  const name = String(value)
  const Found = Object.hasOwn(icons, name) ? icons[name] : undefined
  if (Found === undefined) return name
  return (
    <Box component="span" title={name} style={{ display: 'inline-flex' }}>
      <Found
        size={18}
        role="img"
        aria-label={name}
        {...(typeof color === 'string' && color !== '' && { color })}
        {...(filled === true && { fill: 'currentColor' })}
      />
    </Box>
  )
}
