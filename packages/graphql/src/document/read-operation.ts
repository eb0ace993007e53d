import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import { getOperationAST, getVariableValues, Kind } from 'graphql'
import type { Operation, VariableValues } from '../query/operation.js'
import { isMutation } from '../query/operation.js'
import { invalidDocument, RequestError } from '../respond/errors.js'
import { type GraphQLRequest, wrongMethod } from '../respond/request.js'
import type { BuiltSchema } from '../schema/build-schema.js'

/**
 * The operation of a valid document that a request names, with its variables.
 *
 * @throws RequestError for one that is not there, for values that its variables do not take, and for
 * a change by GET
 */
export function readOperation(
  document: DocumentNode,
  request: GraphQLRequest,
  { schema, types }: BuiltSchema,
): Operation {
  const definition = getOperationAST(document, request.operationName)
  if (definition === null || definition === undefined) throw noOperation(request)
  if (request.safe && isMutation(definition)) throw wrongMethod('GET', ['POST'])
  const variables = valuesOf(definition, request, schema)
  return { schema, types, definition, fragments: fragmentsOf(document), variables }
}

function valuesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  { variables }: GraphQLRequest,
  schema: GraphQLSchema,
): VariableValues {
  try {
    const { variableValues, errors } = getVariableValues(schema, variableDefinitions, variables, {
      maxErrors: 10,
    })
    if (errors === undefined) return variableValues
    throw invalidDocument(errors)
  } catch (error) {
    // Each level of a value is a call within a call.
    if (!(error instanceof RangeError)) throw error
    throw invalidDocument([
      { message: 'The variables are nested too deeply to be read.', locations: undefined },
    ])
  }
}

function noOperation({ operationName }: GraphQLRequest): RequestError {
  const message =
    operationName === undefined
      ? 'The document has several operations: "operationName" says which.'
      : `The document has no operation "${operationName.slice(0, 100)}".`
  return invalidDocument([{ message, locations: undefined }])
}

const known = new WeakMap<DocumentNode, Operation['fragments']>()

function fragmentsOf(document: DocumentNode): Operation['fragments'] {
  const fragments = known.get(document)
  if (fragments !== undefined) return fragments
  const definitions = document.definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  )
  const made = Object.fromEntries(definitions.map((each) => [each.name.value, each]))
  known.set(document, made)
  return made
}
