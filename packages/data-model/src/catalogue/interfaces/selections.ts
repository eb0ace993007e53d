import {
  allowNone,
  allowOther,
  choiceIcons,
  choices,
  color,
  dateOptions,
  iconLeft,
  iconRight,
  nestedChoice,
  nestedChoices,
  placeholder,
} from '../common-options.js'
import { DATES, INTEGERS, NUMBERS } from '../field-type.js'
import { type Interface, type InterfaceDraft, standard } from '../interface.js'
import { count, flag, list, number, object, oneOf, options, text } from '../options-schema.js'

const drafts: readonly InterfaceDraft[] = [
  {
    id: 'boolean',
    name: 'Toggle',
    description: 'On or off.',
    icon: 'check_box',
    types: ['boolean'],
    options: options({
      label: text('Label', { description: 'Beside the toggle.' }),
      ...choiceIcons,
      colorOn: text('Colour when on', { format: 'color' }),
      colorOff: text('Colour when off', { format: 'color' }),
    }),
  },
  {
    id: 'datetime',
    name: 'Date and time',
    description: 'A date, a time or both.',
    icon: 'today',
    types: DATES,
    options: options({
      ...dateOptions,
      format: oneOf('Format', ['long', 'short'], undefined, {
        description: 'How the value is read below the control.',
      }),
    }),
  },
  {
    id: 'select-color',
    name: 'Colour',
    description: 'A colour, kept as a hexadecimal code.',
    icon: 'palette',
    types: ['string'],
    options: options({
      opacity: flag('Opacity'),
      presets: list('Presets', object({ name: text('Name'), color }, ['color'])),
    }),
  },
  {
    id: 'select-dropdown',
    name: 'Dropdown',
    description: 'One of several choices.',
    icon: 'arrow_drop_down_circle',
    types: ['string', ...NUMBERS],
    options: options(
      { choices: nestedChoices, allowOther, allowNone, placeholder },
      { choice: nestedChoice },
    ),
  },
  {
    id: 'select-multiple-dropdown',
    name: 'Dropdown of several',
    description: 'Several of several choices.',
    icon: 'checklist',
    types: ['json', 'csv'],
    options: options({
      choices: choices(),
      allowOther,
      allowNone,
      placeholder,
      previewThreshold: count('Shown in full', {
        default: 3,
        description: 'With more than these chosen, their number is shown.',
      }),
    }),
  },
  {
    id: 'select-icon',
    name: 'Icon',
    description: 'One of the icons, kept by its name.',
    icon: 'insert_emoticon',
    types: ['string'],
    options: options({}),
  },
  {
    id: 'select-multiple-checkbox',
    name: 'Checkboxes',
    description: 'Several of several choices, all in sight.',
    icon: 'check_box',
    types: ['json', 'csv'],
    options: options({
      choices: choices(),
      allowOther,
      color,
      ...choiceIcons,
      itemsShown: count('Choices shown at first', { default: 8 }),
    }),
  },
  {
    id: 'select-multiple-checkbox-tree',
    name: 'Tree of checkboxes',
    description: 'Several choices of a tree.',
    icon: 'account_tree',
    types: ['json', 'csv'],
    options: options(
      {
        choices: nestedChoices,
        valueCombining: oneOf(
          'What is kept',
          ['all', 'branch', 'leaf', 'indeterminate', 'exclusive'],
          'all',
        ),
      },
      { choice: nestedChoice },
    ),
  },
  {
    id: 'select-radio',
    name: 'Radio buttons',
    description: 'One of several choices, all in sight.',
    icon: 'radio_button_checked',
    types: ['string', ...INTEGERS, 'float'],
    options: options({
      choices: choices(),
      allowOther,
      iconOn: text('Icon when chosen', { format: 'icon', default: 'radio_button_checked' }),
      iconOff: text('Icon when not chosen', { format: 'icon', default: 'radio_button_unchecked' }),
      color,
    }),
  },
  {
    id: 'slider',
    name: 'Slider',
    description: 'A number of a range.',
    icon: 'linear_scale',
    types: ['integer', 'decimal', 'float', 'bigInteger'],
    options: options({
      minValue: number('Smallest', { default: 0 }),
      maxValue: number('Largest', { default: 100 }),
      stepInterval: number('Step', { default: 1 }),
      alwaysShowValue: flag('Always show the value'),
    }),
  },
  {
    id: 'tags',
    name: 'Tags',
    description: 'A list of words.',
    icon: 'local_offer',
    types: ['json', 'csv'],
    options: options({
      presets: list('Presets', { type: 'string' }),
      placeholder,
      alphabetize: flag('Sort by the alphabet'),
      allowCustom: flag('Allow other tags', true),
      whitespace: text('Blanks within a tag', {
        description: 'What they become; without one they stay.',
      }),
      capitalization: oneOf('Letters', ['uppercase', 'lowercase', 'auto-format']),
      iconLeft,
      iconRight,
    }),
  },
]

/** Interfaces in which something is chosen. */
export const selectionInterfaces: readonly Interface[] = drafts.map((draft) =>
  standard(draft, 'selection'),
)
