import type { Interface } from '../interface.js'
import { formParts } from './form-parts.js'
import { linkInterfaces } from './links.js'
import { otherInterfaces } from './others.js'
import { selectionInterfaces } from './selections.js'
import { textInterfaces } from './texts.js'

/**
 * Every interface there is: how the fields of a form are filled in. `id` is what `meta.interface` of a
 * field holds, `options` describes its `meta.options`.
 *
 * @example
 * interfaces.filter(({ types }) => types.includes('boolean')).map(({ id }) => id) // ['boolean']
 */
export const interfaces: readonly Interface[] = [
  ...textInterfaces,
  ...selectionInterfaces,
  ...otherInterfaces,
  ...linkInterfaces,
  ...formParts,
]
