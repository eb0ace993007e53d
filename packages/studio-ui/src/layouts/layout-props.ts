import type { ComponentType } from 'react'
import type { ListState } from '../item-table/list-query.js'
import type { Options } from '../schema/studio-field.js'
import type { StudioCollection } from '../schema/studio-collection.js'

/** What every layout of items is given; tables have more of their own. */
export interface LayoutProps {
  readonly collection: StudioCollection
  readonly state: ListState
  readonly onStateChange: (state: ListState) => void
  /** `layout_options` of the catalogue, as far as somebody said something. */
  readonly options: Options
  readonly onOptionsChange: (options: Options) => void
  readonly onOpen: (key: string) => void
  readonly hrefOf: (key: string) => string
  /** Somebody may change the data model, such as the choices of a field. Default: nobody may. */
  readonly canChangeModel?: boolean
}

/** How items are laid out, by the ids of the catalogue. */
export type Layouts = Readonly<Record<string, ComponentType<LayoutProps>>>
