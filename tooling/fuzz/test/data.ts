import type { Relationship, SchemaModel } from '@relvar/schema-introspect/model'
import type { Actor, Filter, ReadQuery } from '@relvar/query-engine'
import { ACTOR } from './actor.js'
import type { ScalarType } from './values.js'
import type { WireRow, World, WorldTable } from './world.js'

/** Rows in plain arrays, and how their relationships are called: all that is taken from the model. */
export interface Data {
  readonly world: World
  readonly relationships: (table: WorldTable) => readonly Relationship[]
  /** Whether a relationship leads from one row to another. */
  readonly leads: (link: Relationship, row: WireRow, other: WireRow) => boolean
  /** For whom variables stand for something. */
  readonly actor: Actor
}

export function dataOf(world: World, schema: SchemaModel): Data {
  const relationships: Data['relationships'] = ({ name }) =>
    schema.tables[name]?.relationships ?? []
  return { world, relationships, leads, actor: ACTOR }
}

/** From nowhere and to nowhere where a part of the link is null. */
export function leads({ columns }: Relationship, row: WireRow, other: WireRow): boolean {
  return columns.every(
    ([here, there]) => (row[here] ?? null) !== null && row[here] === other[there],
  )
}

/** The query of a level, the root and `deep` alike. */
export interface Level {
  readonly filter?: Filter | undefined
  readonly search?: string | undefined
  readonly sort?: readonly string[] | undefined
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  readonly page?: number | undefined
  readonly aggregate?: ReadQuery['aggregate']
  readonly groupBy?: readonly string[] | undefined
  readonly alias?: Readonly<Record<string, string>> | undefined
  readonly deep?: Readonly<Record<string, unknown>> | undefined
}

export function tableNamed({ world }: Data, name: string): WorldTable {
  const table = world.tables.find((each) => each.name === name)
  if (table === undefined) throw new Error(`There is no table "${name}".`)
  return table
}

export function relationshipNamed(
  data: Data,
  table: WorldTable,
  name: string,
): Relationship | undefined {
  return data.relationships(table).find((each) => each.name === name)
}

export function typeOf(table: WorldTable, name: string): ScalarType {
  const column = table.columns.find((each) => each.name === name)
  if (column === undefined) throw new Error(`"${table.name}" has no column "${name}".`)
  return column.type
}

/** The rows that a relationship leads to. */
export function related(
  data: Data,
  link: Relationship,
  row: WireRow,
): { readonly table: WorldTable; readonly rows: readonly WireRow[] } {
  const table = tableNamed(data, String(link.target))
  return { table, rows: table.rows.filter((other) => data.leads(link, row, other)) }
}
