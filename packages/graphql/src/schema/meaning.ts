import type { ModuleHandler, ModuleMethod } from '@relvar/query-engine'
import type { AggregateFunction } from '@relvar/query-engine/query'
import type { TableId } from '@relvar/schema-introspect/model'
import type { GraphQLField, GraphQLObjectType } from 'graphql'
import type { RootField } from './root-field.js'

/** What a field of an object type is in the engine. */
export type Meaning =
  | {
      readonly kind: 'field'
      readonly field: string
      /** Names of an enum's values that are not the values themselves. */
      readonly words?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'related'; readonly relationship: string; readonly table: TableId }
  | { readonly kind: 'any'; readonly relationship: string }
  /** `date_func`: an object whose fields are functions of one field. */
  | { readonly kind: 'functions'; readonly field: string }
  /** One of them; with an argument for those that take one. */
  | { readonly kind: 'function'; readonly name: string; readonly argument?: string }
  | { readonly kind: 'groups' }
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  | { readonly kind: 'root'; readonly root: RootField }
  | { readonly kind: 'connection'; readonly part: EdgePart }
  /** A root field that a route of a module answers. */
  | {
      readonly kind: 'module'
      readonly handler: ModuleHandler
      readonly method: ModuleMethod
      readonly path: string
      /** Parameters of the path by the arguments that they are. */
      readonly parameters: ReadonlyMap<string, string>
    }

/** What stands around the rows of a connection. */
export type EdgePart =
  | 'edges'
  | 'page'
  | 'total'
  | 'cursor'
  | 'node'
  | 'has-next'
  | 'has-previous'
  | 'start'
  | 'end'

/**
 * Extensions of a field that say what it means. Without a prototype graphql-js takes them as they are;
 * of others it makes a dictionary for each field, which is most of what a schema holds.
 */
export function meaning(value: Meaning): { readonly relvar: Meaning } {
  return Object.setPrototypeOf({ relvar: value }, null) as { readonly relvar: Meaning }
}

/** Extensions of the inputs and arguments, which mean nothing but themselves: one object for all of them. */
export const noExtensions: Readonly<Record<string, never>> = Object.freeze(
  Object.create(null) as Record<string, never>,
)

/** What a field means; undefined for those that a resolver of somebody else answers. */
export function meaningOf(field: GraphQLField<unknown, unknown>): Meaning | undefined {
  return field.extensions['relvar'] as Meaning | undefined
}

/** Extensions of the object type of a table. */
export function ofTable(table: TableId): { readonly relvar: TableId } {
  return { relvar: table }
}

/** The table whose rows an object type describes. */
export function tableOf(type: GraphQLObjectType): TableId | undefined {
  return type.extensions['relvar'] as TableId | undefined
}
