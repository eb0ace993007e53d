import type { ModuleRequest } from '@relvar/query-engine'
import type { Row, SelectedField } from '@relvar/query-engine/query'
import type { FieldNode, GraphQLField, GraphQLNamedOutputType } from 'graphql'
import { execute, getNamedType, isObjectType, Kind } from 'graphql'
import { type Arguments, isGiven } from '../query/list-query.js'
import type { Operation } from '../query/operation.js'
import { argumentsOf, selectionOf } from '../query/root-query.js'
import type { Meaning } from '../schema/meaning.js'
import { tableOf } from '../schema/meaning.js'
import { GraphQLVoid } from '../schema/scalars.js'
import type { Call } from './answer-operation.js'

/** A root field of a module, and everybody who asks for it. */
export interface ModulePlace {
  readonly operation: Operation
  readonly route: Extract<Meaning, { kind: 'module' }>
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
}

/** The JSON text of a root field that a route of a module answers, asked as it is over REST. */
export async function answerModule(place: ModulePlace, call: Call): Promise<string> {
  const { operation, route, field, nodes } = place
  const type = getNamedType(field.type)
  const table = isObjectType(type) ? tableOf(type) : undefined
  const select = table === undefined ? null : selectionOf(operation, field, nodes)
  const answer = await route.handler(requestOf(place, call, select))
  // A page to go to is for those who follow a link.
  call.headers.push(...(answer.headers ?? []).filter(([name]) => name !== 'Location'))
  const data: unknown = answer.data ?? doneBy(place, type)
  return select === null ? executed(place, data) : JSON.stringify(shaped(select, data))
}

/** What a route did that says nothing of it: what is gone is told by what named it. */
function doneBy(place: ModulePlace, type: GraphQLNamedOutputType): unknown {
  if (isObjectType(type)) return namedBy(place)
  return type.name === GraphQLVoid.name ? null : true
}

function namedBy({ operation, route, field, nodes }: ModulePlace): Row | null {
  return route.parameters.size === 0 ? null : paramsOf(route, argumentsOf(operation, field, nodes))
}

function paramsOf(
  { parameters }: ModulePlace['route'],
  given: Arguments,
): Readonly<Record<string, string>> {
  const entries = [...parameters].flatMap(([argument, name]) =>
    isGiven(given[argument]) ? [[name, String(given[argument])]] : [],
  )
  return Object.fromEntries(entries) as Record<string, string>
}

/** Rows come under the keys that were selected; what a route says without asking for a row may lack some. */
function shaped(select: readonly SelectedField[], data: unknown): unknown {
  if (data === null || typeof data !== 'object') return null
  if (Array.isArray(data)) return data.map((each: unknown) => shaped(select, each))
  return Object.fromEntries(select.map(({ key }) => [key, (data as Row)[key] ?? null]))
}

function requestOf(
  { operation, route, field, nodes }: ModulePlace,
  { session, options, caller }: Call,
  select: readonly SelectedField[] | null,
): ModuleRequest {
  const given = argumentsOf(operation, field, nodes)
  const params = paramsOf(route, given)
  const others = Object.entries(given).filter(([name]) => !route.parameters.has(name))
  const body = Object.fromEntries(others)
  const request = caller()
  return {
    ...request,
    url: addressOf(request.url, route, body),
    session: async () => {
      await session.renew(options)
      return session
    },
    method: route.method,
    params,
    query: select === null ? {} : { codec: 'graphql', select },
    body: () => Promise.resolve(body['data'] ?? body),
    file: () => Promise.resolve(JSON.stringify(body['data'] ?? body)),
    signal: options.signal ?? new AbortController().signal,
  }
}

/** By GET, and beside `data`, what is no parameter of the path stands in the query string. */
function addressOf(url: URL, { method, path }: ModulePlace['route'], body: Row): URL {
  const address = new URL(path, url)
  if (method !== 'GET' && body['data'] === undefined) return address
  for (const [name, value] of Object.entries(body))
    if (name !== 'data') address.searchParams.set(name, String(value))
  return address
}

/** A plain value by graphql-js, which picks what is asked of it and writes its scalars. */
async function executed({ operation, field, nodes }: ModulePlace, data: unknown): Promise<string> {
  const { schema, definition, fragments, variables } = operation
  const selections = [...nodes]
  const only = { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const
  const result = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [only, ...Object.values(fragments)] },
    rootValue: { [field.name]: data },
    variableValues: variables.coerced,
  })
  const [error] = result.errors ?? []
  if (error !== undefined) throw error
  const [node] = nodes
  return JSON.stringify(result.data?.[node?.alias?.value ?? field.name] ?? null)
}
