import { hash } from 'node:crypto'
import type { Audience, ModuleCollection, RouteDescriptions } from '@relvar/query-engine'
import type { SchemaModel, Table } from '@relvar/schema-introspect/model'
import { isSystemName } from '../request/target.js'
import type { JsonSchema, OpenApiDocument, PathItem } from './document.js'
import { itemTables, nameCollections, nameTables } from './names.js'
import { commonParameters, parameterReference } from './parameters.js'
import { commonResponses, commonSchemas } from './responses.js'
import { routePaths, routeTags } from './route-paths.js'
import { serverPaths, serverTag } from './server-paths.js'
import { changeName } from './subject.js'
import { collectionPaths, itemPaths } from './table-paths.js'
import { changeSchema, tableSchema } from './table-schema.js'

export interface DescribeOptions {
  readonly title: string
  readonly description: string
  /** The address of the API, absolute or as a path. */
  readonly serverUrl: string
  readonly systemPrefix: string
  readonly hasHealth: boolean
  /** The tables of Relvar's own that have routes. */
  readonly collections: readonly ModuleCollection[]
  /** The routes of modules. */
  readonly descriptions: RouteDescriptions
  /** Who of the actors asks. */
  readonly audience: Audience
  /** Whether administrators may read as somebody else. */
  readonly viewAs: boolean
}

/**
 * Describes everything in a schema over REST, as OpenAPI 3.1. Made from the schema as an actor sees
 * it, the description shows exactly what that actor may do.
 *
 * @example
 * const document = describe(session.schema, options)
 */
export function describe(schema: SchemaModel, options: DescribeOptions): OpenApiDocument {
  const { systemPrefix, collections, descriptions, audience } = options
  const mayViewAs = options.viewAs && audience === 'administrators'
  const items = nameTables(itemTables(schema, (id) => isSystemName(id, systemPrefix)))
  const own = collections.filter(({ table }) => Object.hasOwn(schema.tables, systemPrefix + table))
  const names = new Map([...items, ...nameCollections(own, systemPrefix)])
  const tables = [...names].map(([id, name]) => ({ table: schema.tables[id] as Table, name }))
  const schemas = tables.flatMap(({ table, name }): [string, JsonSchema][] => [
    [name, tableSchema(table, schema, names)],
    ...(table.actions.includes('update')
      ? [[changeName(name), changeSchema(table, schema, names)] satisfies [string, JsonSchema]]
      : []),
  ])
  const paths = tables.flatMap(({ table, name }) => {
    const collection = own.find((each) => systemPrefix + each.table === table.id)
    return Object.entries(
      collection === undefined
        ? itemPaths(table, name, schema)
        : collectionPaths(table, name, schema, collection),
    )
  })
  return {
    openapi: '3.1.0',
    info: {
      title: options.title,
      description: options.description,
      version: hash('sha1', schema.version),
    },
    servers: [{ url: options.serverUrl, description: 'This server' }],
    tags: [
      ...tables.map(({ table, name }) => ({
        name,
        ...(table.comment !== null && { description: table.comment }),
        'x-collection': table.id,
      })),
      { name: serverTag, description: 'The server itself.' },
      ...routeTags(descriptions, audience).filter(({ name }) => name !== serverTag),
    ],
    paths: Object.fromEntries<PathItem>(
      [
        ...paths,
        ...Object.entries(serverPaths(options.hasHealth)),
        ...Object.entries(routePaths(descriptions, audience)),
      ].map(([path, item]) => [path, mayViewAs ? withViewAs(item) : item]),
    ),
    components: {
      schemas: { ...Object.fromEntries(schemas), ...commonSchemas },
      parameters: commonParameters,
      responses: commonResponses,
      securitySchemes: {
        Auth: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'Bearer and a token',
        },
        KeyAuth: { type: 'apiKey', in: 'query', name: 'access_token' },
      },
    },
    security: [{}, { Auth: [] }, { KeyAuth: [] }],
  }
}

function withViewAs(item: PathItem): PathItem {
  const { get, ...rest } = item
  if (get === undefined) return item
  return {
    get: { ...get, parameters: [...(get.parameters ?? []), parameterReference('ViewAs')] },
    ...rest,
  }
}
