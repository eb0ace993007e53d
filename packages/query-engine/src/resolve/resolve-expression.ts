import { isSecret } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import type { FieldPath } from '../query/field-path.js'
import { normalise, parseCall, splitPath } from '../query/field-path.js'
import { resolveCall } from './functions.js'
import type { Expression, Source } from './resolved.js'
import type { Resolution } from './resolution.js'
import { relationshipOf, requireColumn, unknownField } from './resolution.js'

/** New names for fields, from the query's `alias`. */
export type Aliases = Readonly<Record<string, string>>

/**
 * Resolves the text of a single value: a column, a function, or one of these at the end of to-one
 * relationships (`author_id.name`, `author_id.year(born)`, `year(author_id.born)`).
 */
export function resolveExpression(
  resolution: Resolution,
  source: Source,
  text: string,
  aliases: Aliases,
): Expression {
  const name = Object.hasOwn(aliases, text) ? (aliases[text] as string) : text
  return resolvePath(resolution, source, normalise(splitPath(name)), 0)
}

function resolvePath(
  resolution: Resolution,
  source: Source,
  path: FieldPath,
  depth: number,
): Expression {
  resolution.assertDepth(depth)
  const whole = path.join('.')
  const direct = source.table.columns.find((column) => column.name === whole)
  if (direct !== undefined || path.length === 1) return resolveName(resolution, source, whole)
  for (let size = 1; size < path.length; size++) {
    const relationship = relationshipOf(source.table, path.slice(0, size).join('.'))
    if (relationship === undefined) continue
    if (relationship.cardinality !== 'many-to-one') {
      throw new InvalidQueryError(
        `"${whole}" passes through "${relationship.name}", which has many rows for each.`,
      )
    }
    const table = resolution.target(relationship)
    if (table === null) throw unknownField(source.table, relationship.name)
    const target = resolution.use(table)
    const operand = resolvePath(resolution, target, path.slice(size), depth + 1)
    return { kind: 'related', link: { parent: source, relationship, target }, operand }
  }
  throw unknownField(source.table, path[0] ?? '')
}

function resolveName(resolution: Resolution, source: Source, name: string): Expression {
  const known = source.table.columns.some((column) => column.name === name)
  const call = known ? null : parseCall(name)
  if (call !== null) return resolveCall(resolution, source, call)
  const column = requireColumn(source.table, name)
  // The order of rows would tell what the values are.
  if (isSecret(column))
    throw new InvalidQueryError(`Field "${name}" can be compared with null only.`)
  return { kind: 'column', source, column }
}
