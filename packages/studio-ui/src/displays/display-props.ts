import type { ComponentType } from 'react'
import type { StudioField } from '../schema/studio-field.js'

export interface DisplayProps {
  readonly field: StudioField
  /** Never null or undefined: nothing is shown alike everywhere. */
  readonly value: unknown
}

/** How values are shown, by the ids of the catalogue. */
export type Displays = Readonly<Record<string, ComponentType<DisplayProps>>>
