import type { Display } from './display.js'
import { linkDisplays } from './link-displays.js'
import { valueDisplays } from './value-displays.js'

/**
 * Every display there is: how values are shown in lists and templates. `id` is what `meta.display` of a
 * field holds, `options` describes its `meta.display_options`.
 *
 * @example
 * displays.find(({ id }) => id === 'rating')?.types // ['integer', 'decimal', 'float']
 */
export const displays: readonly Display[] = [...valueDisplays, ...linkDisplays]
