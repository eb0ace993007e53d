import { mapView, template } from '../common-options.js'
import { GEOMETRIES } from '../field-type.js'
import { type Interface, standard } from '../interface.js'
import {
  filter,
  list,
  object,
  oneOf,
  type OptionsSchema,
  options,
  text,
} from '../options-schema.js'

const itemOptions: OptionsSchema = options({
  selectedCollection: text('Collection', { format: 'collection' }),
  template,
  filter: filter(),
})

/** Interfaces of values that are built of others: lists, places, references without a link. */
export const otherInterfaces: readonly Interface[] = [
  standard({
    id: 'list',
    name: 'Repeater',
    description: 'A list of objects that have the same fields.',
    icon: 'replay',
    types: ['json'],
    options: options({
      fields: list(
        'Fields',
        object(
          { field: text('Key'), name: text('Name'), type: text('Type'), meta: filter('Form') },
          ['field'],
        ),
      ),
      template,
      addLabel: text('Label of the button', { default: 'Create new' }),
      sort: text('Sort by', { description: 'A field of the objects; by hand without one.' }),
    }),
  }),
  standard(
    {
      id: 'map',
      name: 'Map',
      description: 'A point, line or area, drawn on a map.',
      icon: 'map',
      types: [...GEOMETRIES, 'json', 'string', 'text', 'csv'],
      options: options({
        geometryType: oneOf('Shape', [
          'Point',
          'LineString',
          'Polygon',
          'MultiPoint',
          'MultiLineString',
          'MultiPolygon',
        ]),
        geometryFormat: oneOf('Kept as', ['native', 'geojson', 'wkt', 'lnglat'], undefined, {
          'x-types': ['json', 'string', 'text', 'csv'],
        }),
        defaultView: mapView('First view'),
      }),
    },
    'other',
  ),
  standard(
    {
      id: 'collection-item-dropdown',
      name: 'Item of a collection',
      description: 'One item, kept as its key and its collection, without a link.',
      icon: 'list_alt',
      types: ['json'],
      options: itemOptions,
    },
    'other',
  ),
  standard(
    {
      id: 'collection-item-multiple-dropdown',
      name: 'Items of a collection',
      description: 'Several items, each kept as its key and its collection, without a link.',
      icon: 'list_alt',
      types: ['json'],
      options: itemOptions,
    },
    'other',
  ),
]
