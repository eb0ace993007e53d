import type {
  Actor,
  Audience,
  RouteDescription,
  RouteDescriptions,
  RouteParameter,
} from '@relvar/query-engine'
import { oneItem } from './answers.js'
import type { JsonSchema, Operation, Parameter, PathItem } from './document.js'
import { requestBody } from './request-bodies.js'
import { failures, responseReference } from './responses.js'

/** Each is told what those before it are told, and more. */
const AUDIENCES: readonly Audience[] = ['everybody', 'users', 'administrators']

/** Who somebody is to the routes of modules. */
export function audienceOf({ id, admin }: Actor): Audience {
  if (admin === true) return 'administrators'
  return id === null ? 'everybody' : 'users'
}

/** The routes of modules that an audience is told of. */
export function routePaths(
  descriptions: RouteDescriptions,
  audience: Audience,
): Readonly<Record<string, PathItem>> {
  const paths: Record<string, PathItem> = {}
  for (const [route, description] of toldTo(audience, descriptions)) {
    const [method = '', template = ''] = route.split(' ')
    const path = template.replaceAll(/:(\w+)\??/g, '{$1}')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(template, description) }
  }
  return paths
}

/** What they are listed under. */
export function routeTags(
  descriptions: RouteDescriptions,
  audience: Audience,
): readonly { readonly name: string }[] {
  const names = new Set(toldTo(audience, descriptions).map(([, { tag }]) => tag))
  return [...names].map((name) => ({ name }))
}

function toldTo(
  audience: Audience,
  descriptions: RouteDescriptions,
): readonly (readonly [string, RouteDescription])[] {
  const rank = AUDIENCES.indexOf(audience)
  return Object.entries(descriptions).filter(
    ([, { audience: meant = 'everybody' }]) => AUDIENCES.indexOf(meant) <= rank,
  )
}

function operationOf(template: string, description: RouteDescription): Operation {
  const { id, tag, summary, query = {}, body } = description
  const parameters = [
    ...[...template.matchAll(/:(\w+)/g)].map(([, name = '']) => pathParameter(name)),
    ...Object.entries(query).map(([name, parameter]) => queryParameter(name, parameter)),
  ]
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: requestBody(bodySchema(body), true) }),
    responses: {
      ...successOf(description),
      ...failures,
    },
  }
}

function successOf({ data, status }: RouteDescription): Operation['responses'] {
  if (data !== undefined) return { '200': oneItem(schemaOf(data)) }
  return status === undefined
    ? { '204': responseReference('NoContent') }
    : { [status]: { description: status === 302 ? 'Go on there.' : 'Done.' } }
}

function pathParameter(name: string): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    description: `The ${name}.`,
    schema: { type: 'string' },
  }
}

function queryParameter(name: string, { type, about }: RouteParameter): Parameter {
  return { name, in: 'query', description: about, schema: { type } }
}

function bodySchema(body: NonNullable<RouteDescription['body']>): JsonSchema {
  const names = Object.keys(body)
  const required = names.filter((name) => !name.endsWith('?'))
  const properties = Object.entries(body).map(([name, type]) => [
    name.replace('?', ''),
    schemaOf(type),
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  }
}

function schemaOf(type: NonNullable<RouteDescription['data']>): JsonSchema {
  if (type === 'key') return { type: ['string', 'integer'] }
  return type === 'array' ? { type, items: {} } : { type }
}
