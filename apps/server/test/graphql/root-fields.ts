import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLField,
  type IntrospectionQuery,
} from 'graphql'
import type { TestServer } from '../support/running-server.js'
import { type Answer, ask } from './ask.js'

const path = '/graphql/system'

/** The root fields of our own tables, and which of them were asked for. */
export interface RootFields {
  /** As the administrator sees them. */
  readonly names: readonly string[]
  readonly asked: ReadonlySet<string>
  /** What a root field answers; fails where it does not. */
  call<T = unknown>(name: string, call?: RootCall): Promise<T>
  /** Whatever is answered. */
  send(name: string, call?: RootCall): Promise<Answer>
}

export interface RootCall {
  /** As variables, of the types that the schema gives them. */
  readonly given?: Readonly<Record<string, unknown>>
  /** `{ id }` */
  readonly selection?: string
  /** '' is nobody; the administrator unless told. */
  readonly authorization?: string
}

export async function rootFieldsOf(server: TestServer): Promise<RootFields> {
  const { data } = await ask(server, getIntrospectionQuery(), { path })
  const schema = buildClientSchema(data as IntrospectionQuery)
  const queries = schema.getQueryType()?.getFields() ?? {}
  const mutations = schema.getMutationType()?.getFields() ?? {}
  const asked = new Set<string>()

  async function send(name: string, call: RootCall = {}): Promise<Answer> {
    const { given = {}, selection = '', authorization } = call
    const field = queries[name] ?? mutations[name]
    if (field === undefined) throw new Error(`There is no root field "${name}".`)
    const operation = Object.hasOwn(queries, name) ? 'query' : 'mutation'
    const document = `${operation}${declared(field, given)} { ${name}${passed(given)} ${selection} }`
    return ask(server, document, {
      path,
      variables: given,
      ...(authorization !== undefined && { authorization }),
    })
  }

  return {
    names: [...Object.keys(queries), ...Object.keys(mutations)],
    asked,
    send,
    async call<T>(name: string, call?: RootCall) {
      const { errors, data: found } = await send(name, call)
      if (errors !== undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`)
      asked.add(name)
      return (found as Readonly<Record<string, T>>)[name] as T
    },
  }
}

function declared(field: GraphQLField<unknown, unknown>, given: object): string {
  const types = Object.keys(given).map((argument) => {
    const type = field.args.find(({ name }) => name === argument)?.type
    return `$${argument}: ${String(type)}`
  })
  return types.length === 0 ? '' : `(${types.join(', ')})`
}

function passed(given: object): string {
  const names = Object.keys(given)
  return names.length === 0 ? '' : `(${names.map((name) => `${name}: $${name}`).join(', ')})`
}
