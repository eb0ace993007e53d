import type { CallOptions, ModuleRequest, Session } from '@relvar/query-engine'
import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql'
import { execute, getLocation, isNonNullType, Kind } from 'graphql'
import { answerMutation } from '../mutate/answer-mutation.js'
import { collectFields } from '../query/collect-fields.js'
import type { CostRules } from '../query/cost.js'
import { isMutation, type Operation } from '../query/operation.js'
import { type Meaning, meaningOf } from '../schema/meaning.js'
import { answerModule } from './answer-module.js'
import { answerRoot } from './answer-root.js'
import { type ErrorEntry, errorEntry } from './errors.js'

/** Who asks, and what an operation is answered by. */
export interface Call {
  readonly session: Session
  readonly options: CallOptions
  readonly cost: CostRules
  /** What routes of modules know of the request. */
  readonly caller: () => Pick<ModuleRequest, 'url' | 'headers' | 'cookie' | 'ip'>
  /** What such routes want to be answered beside the data, such as cookies. */
  readonly headers: (readonly [name: string, value: string])[]
  /** Told of what nobody foresaw. */
  readonly onError: (error: unknown) => void
}

/** The JSON text of an answer. */
export interface Answer {
  readonly text: string
  readonly failed: boolean
  /** It is not to be made again: statements know the rights of who asks as they are now, and changes are done. */
  readonly fromStatements: boolean
}

/** What a root field came to: JSON text, or what went wrong. */
type Outcome =
  | { readonly key: string; readonly text: string; readonly errors: readonly ErrorEntry[] }
  | { readonly key: string; readonly text: null; readonly errors: readonly ErrorEntry[] }

/**
 * Answers an operation: each root field is one statement, whose JSON goes into the answer as it is.
 * Fields that are not the engine's are left to graphql-js, those of one answer together.
 */
export async function answerOperation(operation: Operation, call: Call): Promise<Answer> {
  const { schema, definition } = operation
  const type = schema.getRootType(definition.operation)
  if (type === null || type === undefined) throw new Error(`There is no ${definition.operation}.`)
  const fields = [...collectFields(operation, type, [definition.selectionSet])]
  const answer = ([key, nodes]: (typeof fields)[number]): Promise<Outcome> =>
    answerField(operation, call, type, key, nodes)
  const outcomes = isMutation(definition)
    ? await inTurn(fields, answer)
    : await Promise.all(fields.map(answer))
  const fromStatements = isMutation(definition) || fields.every(([, [node]]) => isOurs(type, node))
  return { ...written(outcomes), fromStatements }
}

/** Mutations are seen by those that follow them. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}

function written(outcomes: readonly Outcome[]): Pick<Answer, 'text' | 'failed'> {
  const errors = outcomes.flatMap((outcome) => outcome.errors)
  const members = outcomes.map(({ key, text }) => `${JSON.stringify(key)}:${text ?? 'null'}`)
  const data = outcomes.some(({ text }) => text === null) ? null : `{${members.join(',')}}`
  const parts = [
    ...(errors.length > 0 ? [`"errors":${JSON.stringify(errors)}`] : []),
    ...(data === null ? [] : [`"data":${data}`]),
  ]
  return { text: `{${parts.join(',')}}`, failed: errors.length > 0 }
}

async function answerField(
  operation: Operation,
  call: Call,
  type: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): Promise<Outcome> {
  const [node] = nodes
  const name = node?.name.value ?? ''
  if (name === '__typename') return { key, text: JSON.stringify(type.name), errors: [] }
  const field = type.getFields()[name]
  const known = field === undefined ? undefined : meaningOf(field)
  if (field === undefined || known === undefined) return executed(operation, call, key, nodes)
  try {
    const text = await answerKnown(operation, call, known, { field, nodes })
    return { key, text, errors: [] }
  } catch (error) {
    if (call.options.signal?.aborted) throw error
    call.onError(error)
    const entry = { ...errorEntry(error, call.session.actor), ...placeOf(nodes), path: [key] }
    return { key, text: isNonNullType(field.type) ? null : 'null', errors: [entry] }
  }
}

function answerKnown(
  operation: Operation,
  call: Call,
  known: Meaning,
  asked: { readonly field: GraphQLField<unknown, unknown>; readonly nodes: readonly FieldNode[] },
): Promise<string> {
  if (known.kind === 'module') return answerModule({ ...asked, operation, route: known }, call)
  if (known.kind !== 'root') throw new Error(`"${asked.field.name}" is no root field.`)
  const place = { ...asked, operation, root: known.root }
  return isMutation(operation.definition) ? answerMutation(place, call) : answerRoot(place, call)
}

function placeOf(nodes: readonly FieldNode[]): Pick<ErrorEntry, 'locations'> {
  const locations = nodes.flatMap(({ loc }) =>
    loc === undefined ? [] : [getLocation(loc.source, loc.start)],
  )
  return { locations }
}

/** A root field by graphql-js and its resolvers: introspection, and what modules add. */
async function executed(
  { schema, definition, fragments, variables }: Operation,
  { session }: Call,
  key: string,
  nodes: readonly FieldNode[],
): Promise<Outcome> {
  const only = {
    ...definition,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...nodes] },
  } as const
  const result = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [only, ...Object.values(fragments)] },
    contextValue: session,
    variableValues: variables.coerced,
  })
  const errors = (result.errors ?? []).map((error) => ({
    ...errorEntry(error.originalError ?? error, session.actor),
    ...(error.locations !== undefined && { locations: error.locations }),
    ...(error.path !== undefined && { path: error.path }),
  }))
  const { data } = result
  return {
    key,
    text: data === null || data === undefined ? null : JSON.stringify(data[key]),
    errors,
  }
}

function isOurs(type: GraphQLObjectType, node: FieldNode | undefined): boolean {
  const field = node === undefined ? undefined : type.getFields()[node.name.value]
  return field !== undefined && meaningOf(field) !== undefined
}
