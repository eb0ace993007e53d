import { template } from '../common-options.js'
import { KEYS } from '../field-type.js'
import { flag, oneOf, type OptionSchema, options, text } from '../options-schema.js'
import type { Display } from './display.js'

const circle: OptionSchema = flag('Round')

/** Displays of what a field leads to. */
export const linkDisplays: readonly Display[] = [
  {
    id: 'related-values',
    name: 'Related values',
    description: 'A template over the related items.',
    icon: 'settings_ethernet',
    types: [...KEYS, 'alias'],
    localTypes: ['m2o', 'o2m', 'm2m', 'm2a', 'file', 'files', 'translations'],
    options: options({ template }),
  },
  {
    id: 'translations',
    name: 'Translations',
    description: 'A template over one language of the translations.',
    icon: 'translate',
    types: ['alias'],
    localTypes: ['translations'],
    options: options({
      template,
      languageField: text('Name of the language', { format: 'field' }),
      defaultLanguage: text('First language'),
      userLanguage: flag("The user's language"),
    }),
  },
  {
    id: 'user',
    name: 'User',
    description: 'The picture of a user, the name, or both.',
    icon: 'person',
    types: ['uuid', 'string'],
    localTypes: ['m2o'],
    options: options({
      display: oneOf('What is shown', ['avatar', 'name', 'both'], 'both'),
      circle,
    }),
  },
  {
    id: 'file',
    name: 'File',
    description: 'A small picture or the type of a file, which leads to it.',
    icon: 'insert_drive_file',
    types: ['uuid'],
    localTypes: ['file'],
    options: options({}),
  },
  {
    id: 'image',
    name: 'Image',
    description: 'A small picture.',
    icon: 'insert_photo',
    types: ['uuid'],
    localTypes: ['file'],
    options: options({ circle }),
  },
]
