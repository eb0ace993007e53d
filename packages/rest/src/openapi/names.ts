import type { ModuleCollection } from '@relvar/query-engine'
import type { SchemaModel, TableId } from '@relvar/schema-introspect/model'

/** The name of each table in the description: of its tag, its schema and its operations. */
export type TableNames = ReadonlyMap<TableId, string>

/**
 * Names tables as code generators like it, the same way each time. Two tables whose names differ
 * only in what a name of code cannot hold are told apart by a number.
 *
 * @example
 * nameTables(['blog_posts', 'Order Details', 'order_details'])
 * // blog_posts: ItemsBlogPosts, Order Details: ItemsOrderDetails, order_details: ItemsOrderDetails2
 */
export function nameTables(ids: readonly TableId[]): TableNames {
  const names = new Map<TableId, string>()
  const taken = new Set<string>()
  for (const id of [...ids].sort()) {
    const name = firstFree(`Items${pascalCase(id)}`, taken)
    taken.add(name)
    names.set(id, name)
  }
  return names
}

/**
 * The names of Relvar's own tables, as far as they have routes: `relvar_users` is `Users`. Names of items
 * begin with `Items`, so there are no two of one name.
 */
export function nameCollections(
  collections: readonly ModuleCollection[],
  systemPrefix: string,
): TableNames {
  return new Map(collections.map(({ table }) => [`${systemPrefix}${table}`, pascalCase(table)]))
}

/** The tables that have items: those that are not Relvar's own. */
export function itemTables(
  schema: SchemaModel,
  isSystem: (name: string) => boolean,
): readonly TableId[] {
  return Object.keys(schema.tables).filter((id) => !isSystem(id))
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  let candidate = name
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}${number}`
  return candidate
}

function pascalCase(text: string): string {
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/[A-Za-z0-9]+/g) ?? []
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
