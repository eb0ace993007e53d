import { enableCreate, enableSelect, folder, template } from '../common-options.js'
import { KEYS } from '../field-type.js'
import { type Interface, relational } from '../interface.js'
import {
  count,
  filter,
  flag,
  list,
  oneOf,
  type OptionSchema,
  options,
  text,
} from '../options-schema.js'

const limit: OptionSchema = count('Items per page', { default: 15 })
const enableLink: OptionSchema = flag('Link to the item')
const allowDuplicates: OptionSchema = flag('Allow duplicates')

const fileOptions: Readonly<Record<string, OptionSchema>> = {
  folder,
  filter: filter(),
  enableCreate: flag('Upload files', true),
  enableSelect: flag('Select files that are there', true),
  allowedMimeTypes: list('Types of files', { type: 'string', format: 'mime-type' }),
}

const listOptions: Readonly<Record<string, OptionSchema>> = {
  layout: oneOf('Layout', ['list', 'table'], 'list'),
  template,
  fields: list(
    'Columns of the table',
    { type: 'string', format: 'field' },
    { default: ['id'], description: 'Paths of fields.' },
  ),
  tableSpacing: oneOf('Spacing', ['compact', 'cozy', 'comfortable'], 'cozy'),
  enableCreate,
  enableSelect,
  enableLink,
  enableSearchFilter: flag('Search and filter'),
  limit,
  filter: filter(),
  sort: text('Sort by', { format: 'field' }),
  sortDirection: oneOf('Direction', ['+', '-'], '+'),
}

/** Interfaces of links to other items. */
export const linkInterfaces: readonly Interface[] = [
  relational(['m2o'], {
    id: 'select-dropdown-m2o',
    name: 'Many to one',
    description: 'One related item.',
    icon: 'call_merge',
    types: KEYS,
    options: options({ template, enableCreate, enableSelect, enableLink, filter: filter() }),
  }),
  relational(['o2m'], {
    id: 'list-o2m',
    name: 'One to many',
    description: 'The items that lead here, as a list or a table.',
    icon: 'call_split',
    types: ['alias'],
    options: options(listOptions),
  }),
  relational(['o2m'], {
    id: 'list-o2m-tree-view',
    name: 'Tree',
    description: 'The items of the same collection below this one, and those below them.',
    icon: 'account_tree',
    types: ['alias'],
    options: options({
      displayTemplate: template,
      enableCreate,
      enableSelect,
      filter: filter(),
    }),
  }),
  relational(['m2m'], {
    id: 'list-m2m',
    name: 'Many to many',
    description: 'Related items through a junction, as a list or a table.',
    icon: 'import_export',
    types: ['alias'],
    options: options({
      ...listOptions,
      junctionFieldLocation: oneOf('Fields of the junction', ['top', 'bottom'], 'bottom'),
      allowDuplicates,
    }),
  }),
  relational(['m2a'], {
    id: 'list-m2a',
    name: 'Builder',
    description: 'Items of several collections in one list.',
    icon: 'gesture',
    types: ['alias'],
    options: options({
      enableCreate,
      enableSelect,
      limit,
      allowDuplicates,
      prefix: text('Before each item', { format: 'template' }),
    }),
  }),
  relational(['translations'], {
    id: 'translations',
    name: 'Translations',
    description: 'The same fields once per language, two side by side where there is room.',
    icon: 'translate',
    types: ['alias'],
    options: options({
      languageField: text('Name of the language', { format: 'field' }),
      languageDirectionField: text('Direction of the language', { format: 'field' }),
      defaultLanguage: text('First language'),
      userLanguage: flag("Begin with the user's language"),
      defaultOpenSplitView: flag('Begin with two side by side'),
    }),
  }),
  relational(['file'], {
    id: 'file',
    name: 'File',
    description: 'One file.',
    icon: 'note_add',
    types: ['uuid'],
    options: options(fileOptions),
  }),
  relational(['file'], {
    id: 'file-image',
    name: 'Image',
    description: 'One image, with a preview.',
    icon: 'insert_photo',
    types: ['uuid'],
    options: options({
      ...fileOptions,
      crop: flag('Crop the preview', true),
      letterbox: flag('Padding around the preview'),
    }),
  }),
  relational(['files'], {
    id: 'files',
    name: 'Files',
    description: 'Several files.',
    icon: 'note_add',
    types: ['alias'],
    options: options({ ...fileOptions, template, limit }),
  }),
]
