import type { ModuleRequest } from '@relvar/query-engine'
import type { Row, SelectedField } from '@relvar/query-engine/query'
import type { FieldNode, GraphQLField } from 'graphql'
import { execute, getNamedType, isObjectType, Kind } from 'graphql'
import type { Operation } from '../query/operation.js'
import { argumentsOf, selectionOf } from '../query/root-query.js'
import type { Meaning } from '../schema/meaning.js'
import { tableOf } from '../schema/meaning.js'
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
  call.headers.push(...(answer.headers ?? []))
  const data: unknown = answer.data ?? (isObjectType(type) ? null : true)
  return select === null ? executed(place, data) : JSON.stringify(shaped(select, data))
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
  const names = new Set([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const entries = Object.entries(given)
  const params = entries.filter(([name]) => names.has(name))
  const body = Object.fromEntries(entries.filter(([name]) => !names.has(name)))
  const request = caller()
  return {
    ...request,
    url: addressOf(request.url, route, body),
    session: async () => {
      await session.renew(options)
      return session
    },
    method: route.method,
    params: Object.fromEntries(params.map(([name, value]) => [name, String(value)])),
    query: select === null ? {} : { codec: 'graphql', select },
    body: () => Promise.resolve(body['data'] ?? body),
    file: () => Promise.resolve(JSON.stringify(body['data'] ?? body)),
    signal: options.signal ?? new AbortController().signal,
  }
}

/** By GET, what is no parameter of the path stands in the query string. */
function addressOf(url: URL, { method, path }: ModulePlace['route'], body: Row): URL {
  const address = new URL(path, url)
  if (method === 'GET')
    for (const [name, value] of Object.entries(body)) address.searchParams.set(name, String(value))
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
