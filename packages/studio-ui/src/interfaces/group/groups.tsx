import { Accordion, Box, Tabs, Text } from '@mantine/core'
import { type ComponentType, type ReactElement, type ReactNode, useState } from 'react'
import { namedIcon } from '../../icons/icons.js'
import type { StudioField } from '../../schema/studio-field.js'

/** A group of a form, and the fields that stand in it. */
export interface GroupProps {
  readonly field: StudioField
  readonly members: readonly StudioField[]
  /** Whether a member was refused. */
  readonly hasError: (member: string) => boolean
  /** Paints all members, or one alone. */
  readonly render: (member: string | null) => ReactNode
}

/** How the fields of a group are put together; null of what is no group. */
export function groupOf(field: StudioField): ComponentType<GroupProps> | null {
  return groups[field.interface ?? ''] ?? null
}

const groups: Readonly<Record<string, ComponentType<GroupProps>>> = {
  'group-raw': RawGroup,
  'group-detail': DetailGroup,
  'group-accordion': AccordionGroup,
  'group-tabs': TabsGroup,
}

function RawGroup({ render }: GroupProps): ReactElement {
  return <Box>{render(null)}</Box>
}

function DetailGroup({ field, members, hasError, render }: GroupProps): ReactElement {
  const { start, headerColor, headerIcon } = field.options
  const [isOpen, setOpen] = useState(start !== 'closed')
  const isRefused = members.some(({ name }) => hasError(name))
  return (
    <Accordion
      variant="contained"
      value={isOpen || isRefused ? field.name : null}
      onChange={(value) => setOpen(value !== null)}
      // What is closed is still part of the form.
      keepMounted
    >
      <Accordion.Item value={field.name}>
        <Accordion.Control icon={namedIcon(headerIcon)}>
          <Text fw={600} fz="sm" {...(typeof headerColor === 'string' && { c: headerColor })}>
            {field.title}
          </Text>
        </Accordion.Control>
        <Accordion.Panel>{render(null)}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  )
}

function AccordionGroup({ field, members, hasError, render }: GroupProps): ReactElement {
  const { accordionMode, start } = field.options
  const names = members.map(({ name }) => name)
  const opened = start === 'opened' ? names : start === 'first' ? names.slice(0, 1) : []
  const items = members.map(({ name, title }) => (
    <Accordion.Item key={name} value={name}>
      <Accordion.Control>
        <Text fw={600} fz="sm" {...(hasError(name) && { c: 'red' })}>
          {title}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>{render(name)}</Accordion.Panel>
    </Accordion.Item>
  ))
  return accordionMode === false ? (
    <Accordion variant="contained" multiple defaultValue={opened} keepMounted>
      {items}
    </Accordion>
  ) : (
    <Accordion variant="contained" defaultValue={opened[0] ?? null} keepMounted>
      {items}
    </Accordion>
  )
}

function TabsGroup({ field, members, hasError, render }: GroupProps): ReactElement {
  const first = members[0]?.name ?? null
  const [chosen, choose] = useState<string | null>(null)
  const isThere = members.some(({ name }) => name === chosen)
  return (
    <Tabs value={isThere ? chosen : first} onChange={choose} keepMounted>
      <Tabs.List grow={field.options['fillWidth'] === true}>
        {members.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name} {...(hasError(name) && { c: 'red' })}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {members.map(({ name }) => (
        <Tabs.Panel key={name} value={name} pt="md">
          {render(name)}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
