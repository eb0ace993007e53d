import {
  background,
  choiceIcons,
  choices,
  color,
  dateOptions,
  font,
  icon,
  masked,
} from '../common-options.js'
import { DATES, FIELD_TYPES, GEOMETRIES, INTEGERS, NUMBERS } from '../field-type.js'
import { flag, list, object, oneOf, type OptionSchema, options, text } from '../options-schema.js'
import type { Display } from './display.js'

const OPERATORS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'contains', 'starts_with', 'ends_with']

const conditionalFormatting: OptionSchema = list(
  'Where another style applies',
  object(
    {
      operator: oneOf('Operator', OPERATORS, 'eq'),
      value: { title: 'Value', type: ['string', 'number', 'boolean', 'null'] },
      color,
      background,
      icon,
      text: text('Text'),
    },
    ['operator'],
  ),
)

/** Displays of a value by itself. */
export const valueDisplays: readonly Display[] = [
  {
    id: 'raw',
    name: 'Raw',
    description: 'The value as it is.',
    icon: 'code',
    types: FIELD_TYPES.filter((type) => type !== 'alias'),
    options: options({}),
  },
  {
    id: 'formatted-value',
    name: 'Formatted value',
    description: 'Text or number in a style, with something before or after it.',
    icon: 'text_format',
    types: ['string', 'text', ...NUMBERS],
    options: options({
      format: flag('Format', false, {
        description: "Numbers as the viewer's language writes them; words in title case.",
      }),
      font,
      bold: flag('Bold'),
      italic: flag('Italic'),
      prefix: text('Before the value'),
      suffix: text('After the value'),
      color,
      background,
      icon,
      border: flag('Border'),
      masked,
      conditionalFormatting,
    }),
  },
  {
    id: 'formatted-json-value',
    name: 'Formatted JSON',
    description: 'A template over the keys of a JSON value.',
    icon: 'settings_ethernet',
    types: ['json', ...GEOMETRIES],
    options: options({ format: text('Template', { format: 'template' }) }),
  },
  {
    id: 'boolean',
    name: 'Boolean',
    description: 'An icon, a word or both for true and for false.',
    icon: 'check_box',
    types: ['boolean'],
    options: options({
      labelOn: text('Label when true'),
      labelOff: text('Label when false'),
      ...choiceIcons,
      colorOn: text('Colour when true', { format: 'color' }),
      colorOff: text('Colour when false', { format: 'color' }),
    }),
  },
  {
    id: 'collection',
    name: 'Collection',
    description: 'The name of a collection.',
    icon: 'label',
    types: ['string'],
    options: options({ icon: flag('With its icon') }),
  },
  {
    id: 'color',
    name: 'Colour',
    description: 'A dot of the colour.',
    icon: 'flare',
    types: ['string'],
    options: options({
      defaultColor: text('Colour where there is none', { format: 'color' }),
    }),
  },
  {
    id: 'datetime',
    name: 'Date and time',
    description: "A date or time in the viewer's language, or how long ago it is.",
    icon: 'query_builder',
    types: DATES,
    options: options({
      ...dateOptions,
      suffix: flag('Say "ago" and "in"', true),
      strict: flag('Count whole units only'),
      round: oneOf('Round', ['round', 'floor', 'ceil'], 'round'),
      format: text('Format', {
        default: 'long',
        description: 'long, short, or a pattern of Unicode date fields such as d MMM yyyy.',
      }),
    }),
  },
  {
    id: 'filesize',
    name: 'File size',
    description: 'A number of bytes in a unit that is easy to read.',
    icon: 'description',
    types: INTEGERS,
    options: options({}),
  },
  {
    id: 'hash',
    name: 'Hash',
    description: 'A lock where a value is set.',
    icon: 'fingerprint',
    types: ['hash'],
    options: options({}),
  },
  {
    id: 'icon',
    name: 'Icon',
    description: 'The icon of that name.',
    icon: 'insert_emoticon',
    types: ['string'],
    options: options({ filled: flag('Filled'), color }),
  },
  {
    id: 'labels',
    name: 'Labels',
    description: 'A value, or each of several, as a label.',
    icon: 'flag',
    types: ['string', 'json', 'csv', ...NUMBERS],
    options: options({
      format: flag('Words in title case', true),
      showAsDot: flag('A dot instead of a label'),
      choices: choices({
        foreground: text('Foreground', { format: 'color' }),
        background,
      }),
    }),
  },
  {
    id: 'mime-type',
    name: 'Type of a file',
    description: 'A MIME type in words.',
    icon: 'picture_as_pdf',
    types: ['string'],
    options: options({ showAsExtension: flag('As an extension') }),
  },
  {
    id: 'rating',
    name: 'Rating',
    description: 'Stars.',
    icon: 'star',
    types: ['integer', 'decimal', 'float'],
    options: options({ simple: flag('The number and one star') }),
  },
]
