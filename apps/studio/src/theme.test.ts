import { expect, it } from 'vitest'
import { themeOf } from './theme.js'

it.each(['Tooltip', 'Popover', 'Combobox', 'Menu'])('keeps a %s beside what opens it', (name) => {
  const props: unknown = themeOf().components?.[name]?.defaultProps
  expect(props).toMatchObject({ withinPortal: false })
})

it.each(['Modal', 'Drawer'])('names a %s as a page is named', (name) => {
  const styles: unknown = themeOf().components?.[name]?.styles
  expect(styles).toMatchObject({ title: { fontWeight: 600 } })
})

it('says of what does not fit into a field that it is cut off', () => {
  const styles: unknown = themeOf().components?.['Input']?.styles
  expect(styles).toMatchObject({ input: { textOverflow: 'ellipsis' } })
})
