import { Avatar, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DisplayProps } from '../display-props.js'
import { USER_TEMPLATE } from './user-fields.js'
import { writeTemplate } from '../../schema/template.js'

/** Who somebody is: the initials, the name, or both; the e-mail of those who have no name. */
export function UserDisplay({ field, value }: DisplayProps): ReactElement | string {
  const { display, circle } = field.displayOptions
  const name = nameOf(value, field.related?.key ?? 'id')
  if (display === 'name') return name
  return (
    <Group gap={6} wrap="nowrap" component="span">
      <Avatar
        component="span"
        size={22}
        radius={circle === true ? 'xl' : 'sm'}
        color="gray"
        title={name}
        {...(display === 'avatar' ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
      >
        {initialsOf(name)}
      </Avatar>
      {display === 'avatar' ? null : name}
    </Group>
  )
}

function nameOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return String(value)
  const name = writeTemplate(USER_TEMPLATE, value)
  if (name !== '') return name
  return String(Reflect.get(value, 'email') ?? Reflect.get(value, key))
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
