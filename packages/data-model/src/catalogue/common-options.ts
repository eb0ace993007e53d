import { flag, list, number, object, oneOf, type OptionSchema, text } from './options-schema.js'

/** Options that several interfaces and displays have. */

export const placeholder: OptionSchema = text('Placeholder')
export const iconLeft: OptionSchema = text('Icon on the left', { format: 'icon' })
export const iconRight: OptionSchema = text('Icon on the right', { format: 'icon' })
export const icon: OptionSchema = text('Icon', { format: 'icon' })
export const color: OptionSchema = text('Colour', { format: 'color' })
export const background: OptionSchema = text('Background', { format: 'color' })
export const template: OptionSchema = text('Template', { format: 'template' })
export const folder: OptionSchema = text('Folder of new files', {
  format: 'folder',
  'x-waits-for': 'files',
})
export const masked: OptionSchema = flag('Masked')
export const font: OptionSchema = fontOption('Font')
export const choiceIcons: Readonly<Record<'iconOn' | 'iconOff', OptionSchema>> = {
  iconOn: text('Icon when chosen', { format: 'icon', default: 'check_box' }),
  iconOff: text('Icon when not chosen', {
    format: 'icon',
    default: 'check_box_outline_blank',
  }),
}

export function fontOption(title: string, initially = 'sans-serif'): OptionSchema {
  return oneOf(title, ['sans-serif', 'serif', 'monospace'], initially)
}

/** The options of date-like values, the same where they are shown and where they are picked. */
export const dateOptions: Readonly<Record<string, OptionSchema>> = {
  includeSeconds: flag('Seconds'),
  use24: flag('Clock of 24 hours', true),
  tz: text('Time zone', {
    description: "An IANA name such as Europe/Berlin; the viewer's own where there is none.",
    'x-types': ['timestamp'],
  }),
  relative: flag('Relative', false, { description: 'As "2 hours ago".' }),
}

const choiceProperties: Readonly<Record<string, OptionSchema>> = {
  text: text('Text'),
  value: { title: 'Value', type: ['string', 'number', 'boolean', 'null'] },
  icon,
  color,
}

/** `[{ text, value, icon, color }]`, and what one place has beyond. */
export function choices(more: Readonly<Record<string, OptionSchema>> = {}): OptionSchema {
  return list('Choices', object({ ...choiceProperties, ...more }, ['value']))
}

/** Choices that may have `children`: `choices` names {@link nestedChoice} as `#/$defs/choice`. */
export const nestedChoices: OptionSchema = list('Choices', { $ref: '#/$defs/choice' })

export const nestedChoice: OptionSchema = object(
  { ...choiceProperties, children: list('Children', { $ref: '#/$defs/choice' }) },
  ['value'],
)

export const allowOther: OptionSchema = flag('Allow other values')
export const allowNone: OptionSchema = flag('Allow none')

/** What a person may do with the items of a link. */
export const enableCreate: OptionSchema = flag('Create items', true)
export const enableSelect: OptionSchema = flag('Select items that are there', true)

/** What part of the world a map shows. */
export function mapView(title: string): OptionSchema {
  return {
    title,
    type: ['object', 'null'],
    properties: {
      center: list('Centre', { type: 'number' }, { description: 'Longitude, latitude.' }),
      zoom: number('Zoom'),
      bearing: number('Bearing'),
      pitch: number('Pitch'),
    },
  }
}
