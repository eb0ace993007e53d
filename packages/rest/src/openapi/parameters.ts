import type { JsonSchema, Parameter, Reference } from './document.js'

function list(name: string, description: string): Parameter {
  return query(
    name,
    description,
    { type: 'array', items: { type: 'string' } },
    { style: 'form', explode: false },
  )
}

function structure(name: string, description: string): Parameter {
  return {
    name,
    in: 'query',
    description,
    content: { 'application/json': { schema: { type: 'object' } } },
  }
}

function query(
  name: string,
  description: string,
  schema: JsonSchema,
  extra: Partial<Parameter> = {},
): Parameter {
  return { name, in: 'query', description, schema, ...extra }
}

function path(name: string, description: string, schema: JsonSchema): Parameter {
  return { name, in: 'path', required: true, description, schema }
}

export type CommonParameter =
  | 'Fields'
  | 'Filter'
  | 'Search'
  | 'Sort'
  | 'Limit'
  | 'Offset'
  | 'Page'
  | 'After'
  | 'Before'
  | 'Aggregate'
  | 'GroupBy'
  | 'Deep'
  | 'Alias'
  | 'Export'
  | 'Version'
  | 'VersionRaw'
  | 'Backlink'
  | 'Meta'
  | 'Explain'
  | 'Upsert'
  | 'IfMatch'
  | 'ViewAs'
  | 'Id'
  | 'UUId'
  | 'Collection'

/** The parameters that operations have in common. */
export const commonParameters: Readonly<Record<CommonParameter, Parameter>> = {
  Fields: list(
    'fields',
    'Fields to answer, nested with dots: `id,author_id.name`. `*` is all of a level.',
  ),
  Filter: structure(
    'filter',
    'Which items: `{"status":{"_eq":"live"}}`; brackets are understood too: `filter[status][_eq]=live`.',
  ),
  Search: query('search', 'A term looked for in every searchable field.', { type: 'string' }),
  Sort: list('sort', 'Order: `-created_at,name`; `-` is descending.'),
  Limit: query('limit', 'Items at the most; -1 is no limit.', {
    type: 'integer',
    minimum: -1,
    default: 100,
  }),
  Offset: query('offset', 'Items to leave out at the start.', { type: 'integer', minimum: 0 }),
  Page: query('page', 'Page of `limit` items, counted from 1; wins over `offset`.', {
    type: 'integer',
    minimum: 0,
  }),
  After: query(
    'after',
    'Items that follow a cursor in the order of `sort`: the `next` of `meta=cursors`. Not with `offset`, `page` or `before`.',
    { type: 'string' },
  ),
  Before: query(
    'before',
    'Items right before a cursor, in the order of `sort`: the `previous` of `meta=cursors`.',
    { type: 'string' },
  ),
  Aggregate: structure(
    'aggregate',
    'Functions over fields: `{"count":"*","sum":["price"]}`; answers groups instead of items.',
  ),
  GroupBy: list('groupBy', 'Fields or date functions to group by: `category,year(date)`.'),
  Deep: structure('deep', 'Queries of relationships: `{"comments":{"_limit":3,"_sort":["-id"]}}`.'),
  Alias: structure('alias', 'New names for fields: `{"recent":"comments"}`.'),
  Export: query('export', 'Answers a file instead of the envelope.', {
    type: 'string',
    enum: ['csv', 'csv_utf8', 'json', 'xml', 'yaml'],
  }),
  Version: query(
    'version',
    'Key of a content version; of no effect on collections without versions.',
    { type: 'string' },
  ),
  VersionRaw: query(
    'versionRaw',
    'Answers a version as it was saved; of no effect on collections without versions.',
    {
      type: 'boolean',
    },
  ),
  Backlink: query(
    'backlink',
    'false: wildcards of several levels do not follow a relationship back.',
    {
      type: 'boolean',
      default: true,
    },
  ),
  Meta: list(
    'meta',
    'What goes beside the data: `total_count`, `filter_count`, `*` for both, `estimate`, and `cursors`.',
  ),
  Explain: query(
    'explain',
    'Answers how the read would be answered, instead of its data: the plan, the SQL and its parameters. For callers whom the server lets.',
    { type: 'boolean' },
    { allowEmptyValue: true },
  ),
  Upsert: query(
    'upsert',
    'Changes the items that are there and creates the others. By what an item is known: `key`, the name of a unique constraint, or its columns.',
    { type: 'string' },
  ),
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'The `ETag` of the item as it was read with the same query string; 412 where it is no longer that. `*` is whatever is there.',
    schema: { type: 'string' },
  },
  ViewAs: {
    name: 'X-Relvar-View-As',
    in: 'header',
    description: 'Reads by the rights of somebody else: `user:<id>`, `role:<id>` or `public`.',
    schema: { type: 'string', pattern: '^(public|(user|role):.+)$' },
  },
  Id: path('id', 'The key of the item.', { type: ['integer', 'string'] }),
  UUId: path('id', 'The key of the item.', { type: 'string', format: 'uuid' }),
  Collection: path('collection', 'The name of the collection.', { type: 'string' }),
}

export function parameterReference(name: CommonParameter): Reference {
  return { $ref: `#/components/parameters/${name}` }
}

export const listParameters: readonly CommonParameter[] = [
  'Fields',
  'Filter',
  'Search',
  'Sort',
  'Limit',
  'Offset',
  'Page',
  'After',
  'Before',
  'Meta',
  'Aggregate',
  'GroupBy',
  'Deep',
  'Alias',
  'Backlink',
  'Export',
  'Explain',
]

/** Those that shape items without choosing them. */
export const shapeParameters: readonly CommonParameter[] = ['Fields', 'Deep', 'Alias', 'Backlink']

/** Those of a read of one item. */
export const itemParameters: readonly CommonParameter[] = [...shapeParameters, 'Export', 'Explain']

/** Those of a write of one item that happens only if nothing has changed. */
export const conditionalParameters: readonly CommonParameter[] = [...shapeParameters, 'IfMatch']
