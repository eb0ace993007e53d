import {
  AliasNode,
  ColumnNode,
  createQueryId,
  DeleteQueryNode,
  FromNode,
  IdentifierNode,
  InsertQueryNode,
  MergeQueryNode,
  type OperationNode,
  type QueryCompiler,
  ReferenceNode,
  type ReturningNode,
  type SelectQueryNode,
  UpdateQueryNode,
} from 'kysely'

/** What each returned value is called in the rows of the result. */
export function returnedNames({ selections }: ReturningNode): readonly string[] {
  return selections.map(({ selection }) => {
    const name = nameOf(selection)
    if (name !== null) return name
    throw new Error(
      selection.kind === 'SelectAllNode' || ReferenceNode.is(selection)
        ? 'Oracle cannot return *: name the columns, .returning(["id", "name"]).'
        : 'An expression that is returned needs a name: .as("total").',
    )
  })
}

function nameOf(selection: OperationNode): string | null {
  if (AliasNode.is(selection)) {
    return IdentifierNode.is(selection.alias) ? selection.alias.name : null
  }
  if (ReferenceNode.is(selection)) return nameOf(selection.column)
  return ColumnNode.is(selection) ? selection.column.name : null
}

/**
 * A query with the columns that a statement returns. It is never run: Oracle's parser says of what
 * types they are, which a bind variable for them must know beforehand.
 */
export function describeReturning(
  { selections }: ReturningNode,
  statement: OperationNode | undefined,
  createCompiler: () => QueryCompiler,
): string {
  const query: SelectQueryNode = {
    kind: 'SelectQueryNode',
    from: FromNode.create([tableOf(statement)]),
    selections,
  }
  return createCompiler().compileQuery(query, createQueryId()).sql
}

function tableOf(statement: OperationNode | undefined): OperationNode {
  const table = statement === undefined ? undefined : findTable(statement)
  if (table !== undefined) return table
  throw new Error(
    `Oracle returns no rows from a ${statement?.kind ?? 'statement without a table'}.`,
  )
}

function findTable(statement: OperationNode): OperationNode | undefined {
  if (InsertQueryNode.is(statement)) return statement.into
  if (UpdateQueryNode.is(statement)) return statement.table
  if (DeleteQueryNode.is(statement)) return statement.from.froms[0]
  return MergeQueryNode.is(statement) ? statement.into : undefined
}
