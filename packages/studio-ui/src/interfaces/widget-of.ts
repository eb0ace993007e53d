import type { ComponentType } from 'react'
import type { StudioField } from '../schema/studio-field.js'
import type { InterfaceProps } from './interface-props.js'
import { interfaces } from './interfaces.js'

/** What edits a field: its interface, one for its type where there is no such interface here, or null. */
export function widgetOf(field: StudioField): ComponentType<InterfaceProps> | null {
  if (field.list !== undefined && interfaces[field.interface ?? ''] === undefined)
    return interfaces['list-o2m'] ?? null
  if (field.interface === null) return null
  return interfaces[field.interface] ?? interfaces[insteadOf(field)] ?? null
}

function insteadOf({ type }: StudioField): string {
  if (type === 'json' || type.startsWith('geometry')) return 'input-code'
  return type === 'csv' ? 'tags' : 'input'
}
