import type { ComponentType, ReactNode } from 'react'
import type { StudioField } from '../schema/studio-field.js'

/** What every input has around it, in Mantine's words. */
export interface Frame {
  readonly id: string
  readonly label: ReactNode
  readonly description: ReactNode
  readonly error: string | null
  readonly withAsterisk: boolean
  readonly disabled: boolean
}

export interface InterfaceProps {
  readonly field: StudioField
  /** What was typed so far, see `toDraft`. */
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly frame: Frame
}

/** How values are filled in, by the ids of the catalogue. */
export type Interfaces = Readonly<Record<string, ComponentType<InterfaceProps>>>
