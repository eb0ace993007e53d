import type { Relationship } from '@relvar/schema-introspect/model'
import { InvalidQueryError } from '../errors.js'
import { parseCall } from '../query/field-path.js'
import type { NestedQuery, SelectedField, SelectedValue } from '../query/selected-field.js'
import { resolveCall } from './functions.js'
import { queryLevel } from './level.js'
import { resolveElsewhere } from './resolve-elsewhere.js'
import type { Link, Selection } from './resolved.js'
import { columnOf, relationshipOf, unknownField } from './resolution.js'
import type { Place } from './resolve-selections.js'
import { anyBranch, withDefaultSort } from './resolve-selections.js'
import { scoped } from './scoped.js'

/** Resolves what a query selects outright; each key is named once, so none is merged with another. */
export function resolveSelected(place: Place, select: readonly SelectedField[]): Selection[] {
  return select.map((field) => resolveField(place, field))
}

function resolveField(place: Place, field: SelectedField): Selection {
  switch (field.kind) {
    case 'field':
    case 'literal':
      return resolveValue(place, field)
    case 'object':
      return {
        kind: 'object',
        key: field.key,
        members: field.members.map((member) => resolveValue(place, member)),
      }
    case 'related':
      return resolveRelated(place, field.key, field.relationship, field.query)
    case 'any':
      return resolveAny(place, field.key, field.relationship, field.branches)
    case 'groups':
    case 'aggregate':
      throw new InvalidQueryError(`"${field.key}" is of groups, and these rows are none.`)
  }
}

function resolveValue({ resolution, source }: Place, field: SelectedValue): Selection {
  if (field.kind === 'literal') return resolveLiteral(field)
  const { key, field: name, words } = field
  const column = columnOf(source.table, name)
  if (column?.actions.includes('read'))
    return {
      kind: 'value',
      key,
      expression: { kind: 'column', source, column },
      ...(words && { words }),
    }
  const call = parseCall(name)
  if (call === null) throw unknownField(source.table, name)
  return { kind: 'value', key, expression: resolveCall(resolution, source, call) }
}

function resolveLiteral({ key, text }: Extract<SelectedValue, { kind: 'literal' }>): Selection {
  if (!/^\w*$/.test(text)) throw new InvalidQueryError(`"${key}" is no word.`)
  return { kind: 'literal', key, text }
}

function resolveRelated(place: Place, key: string, name: string, query: NestedQuery): Selection {
  const { resolution, source } = place
  const relationship = relationshipNamed(place, name)
  const table = resolution.target(relationship)
  if (table === null) throw unknownField(source.table, name)
  const level = withDefaultSort(queryLevel(query), relationship)
  if (table.traits.elsewhere) {
    const wish = { key, relationship, table, paths: [], level, output: 'object' as const }
    return resolveElsewhere(place, wish)
  }
  const target = resolution.use(table, { parent: source, relationship })
  const link: Link = { parent: source, relationship, target }
  const read = place.resolveNested(target, [], level, 'object')
  const kind = relationship.cardinality === 'many-to-one' ? 'to-one' : 'to-many'
  return { kind, key, link, read }
}

function resolveAny(
  place: Place,
  key: string,
  name: string,
  queries: Readonly<Record<string, NestedQuery>>,
): Selection {
  const { resolution, source } = place
  const relationship = relationshipNamed(place, name)
  const branches = Object.entries(queries).flatMap(([discriminator, query]) => {
    const single = scoped(relationship, discriminator)
    const table = resolution.target(single)
    if (table === null) throw unknownField(source.table, name)
    const level = queryLevel(query)
    return anyBranch(place, { key: discriminator, relationship: single, table, paths: [], level })
  })
  return { kind: 'to-any', key, branches }
}

function relationshipNamed({ source }: Place, name: string): Relationship {
  const relationship = relationshipOf(source.table, name)
  if (relationship === undefined) throw unknownField(source.table, name)
  return relationship
}

/** What is wanted of rows that are groups, of the keys and aggregates that the query names. */
export function selectedOfGroups(
  select: readonly SelectedField[],
  groups: readonly Selection[],
  aggregates: readonly Selection[],
): Selection[] {
  return select.map((field): Selection => {
    switch (field.kind) {
      case 'literal':
        return resolveLiteral(field)
      case 'groups':
        return groups.length === 0
          ? { kind: 'literal', key: field.key, text: null }
          : { kind: 'object', key: field.key, members: groups }
      case 'aggregate':
        return selectedAggregate(field, aggregates)
      default:
        throw new InvalidQueryError(`"${field.key}" is of single rows, and these are groups.`)
    }
  })
}

function selectedAggregate(
  { key, function: name, members }: Extract<SelectedField, { kind: 'aggregate' }>,
  aggregates: readonly Selection[],
): Selection {
  if (members === null) return { ...named(aggregates, name), key }
  const found = aggregates.find((selection) => selection.key === name)
  const values = found?.kind === 'object' ? found.members : []
  return {
    kind: 'object',
    key,
    members: members.map((member) =>
      member.kind === 'literal'
        ? resolveLiteral(member)
        : { ...named(values, member.field), key: member.key },
    ),
  }
}

function named(selections: readonly Selection[], name: string): Selection {
  const found = selections.find((selection) => selection.key === name)
  if (found === undefined) throw new InvalidQueryError(`"aggregate" does not name "${name}".`)
  return found
}
