import { expect, it } from 'vitest'
import { themeOf } from './theme.js'

it.each(['Tooltip', 'Popover', 'Combobox', 'Menu'])('keeps a %s beside what opens it', (name) => {
  const props: unknown = themeOf().components?.[name]?.defaultProps
  expect(props).toMatchObject({ withinPortal: false })
})
