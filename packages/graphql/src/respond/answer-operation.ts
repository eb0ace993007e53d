import type { CallOptions, Session } from '@relvar/query-engine'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import { execute, getLocation, isNonNullType, Kind } from 'graphql'
import { answerMutation } from '../mutate/answer-mutation.js'
import { collectFields } from '../query/collect-fields.js'
import type { CostRules } from '../query/cost.js'
import { isMutation, type Operation } from '../query/operation.js'
import { meaningOf } from '../schema/meaning.js'
import { answerRoot } from './answer-root.js'
import { type ErrorEntry, errorEntry } from './errors.js'

/** Who asks, and what an operation is answered by. */
export interface Call {
  readonly session: Session
  readonly options: CallOptions
  readonly cost: CostRules
  /** Told of what nobody foresaw. */
  readonly onError: (error: unknown) => void
}

/** The JSON text of an answer. */
export interface Answer {
  readonly text: string
  readonly failed: boolean
  /** Only statements made it, which know the rights of who asks as they are now. */
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
  const fromStatements = fields.every(([, [node]]) => isOurs(type, node))
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
  if (field === undefined || known?.kind !== 'root') return executed(operation, call, key, nodes)
  try {
    const place = { operation, field, nodes, root: known.root }
    const text = isMutation(operation.definition)
      ? await answerMutation(place, call)
      : await answerRoot(place, call)
    return { key, text, errors: [] }
  } catch (error) {
    if (call.options.signal?.aborted) throw error
    call.onError(error)
    const entry = { ...errorEntry(error, call.session.actor), ...placeOf(nodes), path: [key] }
    return { key, text: isNonNullType(field.type) ? null : 'null', errors: [entry] }
  }
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
  return field !== undefined && meaningOf(field)?.kind === 'root'
}
