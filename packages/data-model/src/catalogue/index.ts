/**
 * Interfaces, displays and layouts as data, for the Studio, extensions and checks alike: no driver, no
 * Node; runs in a browser.
 */

// What there is
export { interfaces } from './interfaces/interfaces.js'
export type { Interface, InterfaceGroup } from './interface.js'
export { displays } from './displays/displays.js'
export type { Display } from './displays/display.js'
export { layouts } from './layouts/layouts.js'
export type { Layout } from './layouts/layout.js'

// What they can be told
export type { Json, OptionFormat, OptionSchema, OptionsSchema } from './options-schema.js'

// The types of fields
export { FIELD_TYPES, type FieldType, LOCAL_TYPES, type LocalType } from './field-type.js'
export { fieldTypeOf } from './defaults/column-facts.js'
export type { FieldSchema } from '../overlay/views/field-schema.js'

// What serves where nobody said anything
export { defaultInterface, type DefaultInterface } from './defaults/default-interface.js'
export { defaultDisplay, type DefaultDisplay } from './defaults/default-display.js'
export { defaultLayout, type DefaultLayout } from './defaults/default-layout.js'
export { defaultTemplate } from './defaults/template.js'
export { titleOf } from './defaults/words.js'
