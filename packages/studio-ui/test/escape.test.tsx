// @vitest-environment jsdom
import { Drawer, MantineProvider, Select } from '@mantine/core'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { type ReactElement, useState } from 'react'
import { expect, it } from 'vitest'
import { escapeProps } from '../src/related/escape-props.js'
import { fillBrowserGaps } from './browser-gaps.js'

fillBrowserGaps()

it('closes one drawer at a time, and choices before the drawer they stand in', async () => {
  const user = userEvent.setup()
  render(
    <MantineProvider>
      <Opened title="below">
        <Opened title="above">
          <Select label="choice" data={['a', 'b']} />
        </Opened>
      </Opened>
    </MantineProvider>,
  )
  await user.click(screen.getByRole('combobox', { name: 'choice' }))
  await user.keyboard('{Escape}')
  expect(openDrawers()).toEqual(['below', 'above'])
  await user.keyboard('{Escape}')
  await waitFor(() => expect(openDrawers()).toEqual(['below']))
})

interface OpenedProps {
  readonly title: string
  readonly children: ReactElement
}

function Opened({ title, children }: OpenedProps): ReactElement {
  const [isOpen, setOpen] = useState(true)
  const close = (): void => setOpen(false)
  return (
    <Drawer opened={isOpen} onClose={close} {...escapeProps(close)} title={title}>
      {children}
    </Drawer>
  )
}

function openDrawers(): readonly (string | null)[] {
  return screen.queryAllByRole('dialog').map((drawer) => {
    const title = drawer.getAttribute('aria-labelledby')
    return document.getElementById(title ?? '')?.textContent ?? null
  })
}
