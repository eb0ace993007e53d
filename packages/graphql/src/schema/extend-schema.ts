import type { ModuleGraphQL, ModuleHandler, ModuleMethod, ModuleRoute } from '@relvar/query-engine'
import type { DefinitionNode, FieldDefinitionNode, GraphQLSchema, TypeNode } from 'graphql'
import { extendSchema, GraphQLObjectType, Kind, parse, specifiedScalarTypes } from 'graphql'
import { meaning } from './meaning.js'

/** What modules answer: their routes, and the names that these have in GraphQL. */
export interface GraphQLModules {
  readonly graphql: readonly ModuleGraphQL[]
  readonly routes: readonly ModuleRoute[]
}

const ROOTS = ['Query', 'Mutation']

/** A schema with the root fields of modules, as far as somebody sees the types that these name. */
export function withModules(schema: GraphQLSchema, modules: GraphQLModules): GraphQLSchema {
  if (modules.graphql.length === 0) return schema
  const given = modules.graphql.flatMap(({ types }) => parse(types).definitions)
  const definitions = completed(schema, visible(schema, given))
  if (definitions.length === 0) return schema
  const extended = extendSchema(
    schema,
    { kind: Kind.DOCUMENT, definitions },
    { assumeValid: true, assumeValidSDL: true },
  )
  for (const { routes } of modules.graphql)
    for (const [name, route] of Object.entries(routes))
      nameRoute(extended, name, handlerOf(modules.routes, route), route)
  return extended
}

/** Definitions without the fields whose types are not there, and without what is then empty. */
function visible(
  schema: GraphQLSchema,
  definitions: readonly DefinitionNode[],
): readonly DefinitionNode[] {
  const names = new Set([
    ...Object.keys(schema.getTypeMap()),
    ...specifiedScalarTypes.map(({ name }) => name),
    ...definitions.flatMap((each) => ('name' in each && each.name ? [each.name.value] : [])),
  ])
  const isKnown = (type: TypeNode): boolean =>
    type.kind === Kind.NAMED_TYPE ? names.has(type.name.value) : isKnown(type.type)
  const isSeen = ({ type, arguments: given = [] }: FieldDefinitionNode): boolean =>
    isKnown(type) && given.every((argument) => isKnown(argument.type))
  return definitions.flatMap((each): DefinitionNode[] => {
    if (each.kind !== Kind.OBJECT_TYPE_EXTENSION) return [each]
    const fields = (each.fields ?? []).filter(isSeen)
    return fields.length === 0 ? [] : [{ ...each, fields }]
  })
}

/** Who may change no table has no root of mutations yet that could be extended. */
function completed(
  schema: GraphQLSchema,
  definitions: readonly DefinitionNode[],
): readonly DefinitionNode[] {
  const extendsMutation = definitions.some(
    (each) => each.kind === Kind.OBJECT_TYPE_EXTENSION && each.name.value === 'Mutation',
  )
  if (
    !extendsMutation ||
    (schema.getMutationType() !== undefined && schema.getMutationType() !== null)
  )
    return definitions
  return [
    ...parse('type Mutation\nextend schema { mutation: Mutation }').definitions,
    ...definitions,
  ]
}

function nameRoute(
  schema: GraphQLSchema,
  name: string,
  handler: ModuleHandler,
  route: string,
): void {
  const { method, path, parameters } = placeOf(route)
  const known = { kind: 'module', handler, method, path, parameters } as const
  for (const root of ROOTS) {
    const type = schema.getType(root)
    const field = type instanceof GraphQLObjectType ? type.getFields()[name] : undefined
    if (field !== undefined) field.extensions = { ...field.extensions, ...meaning(known) }
  }
}

function handlerOf(routes: readonly ModuleRoute[], text: string): ModuleHandler {
  const { method, path } = placeOf(text)
  const route = routes.find((each) => each.path === path)
  const handler = route?.methods[method]
  if (handler === undefined) throw new Error(`No module answers ${text}.`)
  return handler
}

interface Place {
  readonly method: ModuleMethod
  readonly path: string
  readonly parameters: ReadonlyMap<string, string>
}

/** `GET /collections/:collection=name`: the parameter `collection` is the argument `name`. */
function placeOf(text: string): Place {
  const [method = '', path = ''] = text.split(' ')
  const found = [...path.matchAll(/:(\w+)(?:=(\w+))?/g)]
  return {
    method: method as ModuleMethod,
    path: path.replaceAll(/=\w+/g, ''),
    parameters: new Map(found.map(([, name = '', argument = name]) => [argument, name])),
  }
}
