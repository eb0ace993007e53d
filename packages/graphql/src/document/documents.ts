import type { DocumentNode, GraphQLError, GraphQLSchema, ValidationRule } from 'graphql'
import { GraphQLError as ParseError, NoSchemaIntrospectionCustomRule, parse } from 'graphql'
import { specifiedRules, validate } from 'graphql'
import type { GraphQLLimits } from '../options.js'
import { invalidDocument } from '../respond/errors.js'
import { limitRules } from './limit-rules.js'

/** Reads documents, and remembers those that a schema has found valid: clients repeat themselves. */
export interface Documents {
  /**
   * @param introspection whether it may ask what the schema is
   * @throws RequestError for a document that is no GraphQL, or asks for what the schema has not
   */
  read(text: string, schema: GraphQLSchema, introspection: boolean): DocumentNode
}

/** Longer ones are read each time: a few of them would hold as much memory as all others. */
const MAX_KEPT_LENGTH = 10_000

export function createDocuments(limits: GraphQLLimits): Documents {
  const limiting = limitRules(limits)
  const valid = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>()

  function read(text: string, schema: GraphQLSchema, introspection: boolean): DocumentNode {
    const document = parsed(text, limits.maxTokens)
    assertValid(schema, document, limiting, introspection)
    return document
  }

  return {
    read(text, schema, introspection) {
      const kept = valid.get(schema) ?? new Map<string, DocumentNode>()
      valid.set(schema, kept)
      const key = `${introspection ? 'open' : 'closed'} ${text}`
      const known = kept.get(key)
      if (known !== undefined) return known
      const document = read(text, schema, introspection)
      if (text.length <= MAX_KEPT_LENGTH) remember(kept, key, document, limits.documents)
      return document
    },
  }
}

/** The one kept for longest goes first. */
function remember<T>(kept: Map<string, T>, key: string, value: T, most: number): void {
  if (kept.size >= most) kept.delete(kept.keys().next().value as string)
  kept.set(key, value)
}

function parsed(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxTokens })
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw invalidDocument([tooDeep])
    if (!(error instanceof ParseError)) throw error
    throw invalidDocument([named(error, maxTokens)])
  }
}

const tooDeep = new ParseError('The document is nested too deeply to be read.')

/** The parser knows the number and not the setting. */
function named(error: GraphQLError, maxTokens: number): GraphQLError {
  if (!error.message.includes(`more than ${maxTokens} tokens`)) return error
  return new ParseError(
    `The document has more than ${maxTokens} tokens (GRAPHQL_QUERY_TOKEN_LIMIT).`,
  )
}

/**
 * What asks for too much is refused before it is compared with itself, which takes time by the square of
 * its size. Where the schema is not to be asked for, suggestions would tell it piece by piece.
 */
function assertValid(
  schema: GraphQLSchema,
  document: DocumentNode,
  limiting: readonly ValidationRule[],
  introspection: boolean,
): void {
  const open = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule]
  for (const rules of [limiting, open]) {
    const options = { maxErrors: 20, hideSuggestions: !introspection }
    const errors = validate(schema, document, rules, options)
    if (errors.length > 0) throw invalidDocument(errors)
  }
}
