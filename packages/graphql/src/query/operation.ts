import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { type getVariableValues, OperationTypeNode } from 'graphql'
import type { Types } from '../schema/types.js'

export type VariableValues = NonNullable<ReturnType<typeof getVariableValues>['variableValues']>

/** One operation of a valid document, with the values that came along. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly types: Types
  readonly definition: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: VariableValues
}

export function isMutation({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.MUTATION
}
