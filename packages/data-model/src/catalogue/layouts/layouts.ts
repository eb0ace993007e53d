import {
  flag,
  list,
  object,
  oneOf,
  type OptionSchema,
  options,
  text,
  count,
} from '../options-schema.js'
import { mapView } from '../common-options.js'
import { DATES, GEOMETRIES, KEYS } from '../field-type.js'
import type { Layout } from './layout.js'

const field = (title: string): OptionSchema => text(title, { format: 'field' })
const template = (title: string): OptionSchema => text(title, { format: 'template' })
const sort: OptionSchema = list('Sort by', { type: 'string', format: 'field' })
const limit = (initially: number): OptionSchema => count('Items per page', { default: initially })
const page: OptionSchema = count('Page', { default: 1 })

/**
 * Every layout there is: how the items of a collection are laid out. `id` is what `layout` of a preset
 * holds; `options` and `query` describe its `layout_options` and `layout_query`.
 *
 * @example
 * layouts.map(({ id }) => id) // ['tabular', 'cards', 'calendar', 'map', 'kanban']
 */
export const layouts: readonly Layout[] = [
  {
    id: 'tabular',
    name: 'Table',
    description: 'A row per item, a column per field.',
    icon: 'reorder',
    needs: [],
    options: options({
      widths: { title: 'Widths', type: ['object', 'null'], description: 'Pixels by field.' },
      align: {
        title: 'Alignment',
        type: ['object', 'null'],
        description: 'left, center or right by field.',
      },
      spacing: oneOf('Spacing', ['compact', 'cozy', 'comfortable'], 'cozy'),
    }),
    query: options({
      fields: list(
        'Columns',
        { type: 'string', format: 'field' },
        {
          description: 'Paths of fields; the first four that are visible where there are none.',
        },
      ),
      sort,
      limit: limit(25),
      page,
    }),
  },
  {
    id: 'cards',
    name: 'Cards',
    description: 'A card per item, with a picture.',
    icon: 'grid_4',
    needs: [],
    options: options({
      size: count('Size', { default: 4 }),
      icon: text('Icon where there is no picture', { format: 'icon', default: 'box' }),
      title: template('Title'),
      subtitle: template('Subtitle'),
      imageSource: field('Picture'),
      imageFit: oneOf('Fit of the picture', ['crop', 'contain'], 'crop'),
    }),
    query: options({ sort, limit: limit(25), page }),
  },
  {
    id: 'calendar',
    name: 'Calendar',
    description: 'Items on the days of their dates.',
    icon: 'today',
    needs: DATES.filter((type) => type !== 'time'),
    options: options({
      template: template('Template'),
      startDateField: field('Begin'),
      endDateField: field('End'),
      firstDay: {
        title: 'First day of the week',
        type: ['integer', 'null'],
        minimum: 0,
        default: 0,
        description: '0 is Sunday.',
      },
      viewInfo: {
        ...object({ type: text('View'), startDateStr: text('Day') }),
        title: 'View',
        type: ['object', 'null'],
      },
    }),
    query: options({}),
  },
  {
    id: 'map',
    name: 'Map',
    description: 'Items at their places.',
    icon: 'map',
    needs: [...GEOMETRIES, 'json', 'string', 'text', 'csv'],
    options: options({
      geometryField: field('Place'),
      displayTemplate: template('Template'),
      cameraOptions: mapView('View'),
      clusterData: flag('Draw near items as one'),
    }),
    query: options({ sort, limit: limit(1000), page }),
  },
  {
    id: 'kanban',
    name: 'Kanban',
    description: 'A column per choice of a field, or per item it leads to.',
    icon: 'view_week',
    needs: KEYS,
    options: options({
      groupField: field('Group by'),
      groupTitle: field('Title of a group'),
      titleField: field('Title'),
      textField: field('Text'),
      tagsField: field('Tags'),
      dateField: field('Date'),
      imageSource: field('Picture'),
      crop: flag('Crop the picture', true),
      userField: field('Users'),
      showUngrouped: flag('Show items without a group', true),
      groupOrder: list('Order of groups', { type: ['string', 'number'] }),
    }),
    query: options({ sort, limit: count('Items per group') }),
  },
]
