import type { TableId } from '@relvar/schema-introspect/model'
import type { GraphQLInputFieldConfig } from 'graphql'
import { GraphQLInputObjectType, GraphQLList } from 'graphql'
import { noExtensions } from './meaning.js'
import { Names } from './names.js'
import { functionGroup, functionOperators, operatorsOf } from './operators.js'
import type { Subject, SubjectField } from './subject.js'
import { isReadable } from './subject.js'
import type { Types } from './types.js'

/** `X_filter`: which rows of a table. */
export function filterType(types: Types, id: TableId): GraphQLInputObjectType {
  const subject = types.subject(id)
  return types.once(`filter ${id}`, `${subject.name}_filter`, (name) => {
    const type: GraphQLInputObjectType = new GraphQLInputObjectType({
      name,
      fields: () => ({
        ...Object.fromEntries(filterFields(types, subject)),
        _and: { type: new GraphQLList(type) },
        _or: { type: new GraphQLList(type) },
      }),
    })
    return type
  })
}

/** As `X_filter`, of the rows that a to-many relationship leads to. */
function quantifierType(types: Types, id: TableId): GraphQLInputObjectType {
  const subject = types.subject(id)
  return types.once(`quantifier ${id}`, `${subject.name}_quantifier_filter`, (name) => {
    return new GraphQLInputObjectType({
      name,
      fields: () => {
        const filter = filterType(types, id)
        return {
          ...Object.fromEntries(filterFields(types, subject)),
          _and: { type: new GraphQLList(filter) },
          _or: { type: new GraphQLList(filter) },
          _some: { type: filter },
          _none: { type: filter },
        }
      },
    })
  })
}

type Entry = [string, GraphQLInputFieldConfig]

function filterFields(types: Types, subject: Subject): Entry[] {
  return filterKeys(types, subject).map((key): Entry => [
    key.name,
    { type: conditionType(types, key), extensions: noExtensions },
  ])
}

function conditionType(types: Types, { field, part }: FilterKey): GraphQLInputObjectType {
  switch (part.kind) {
    case 'any':
      return filterType(types, part.table)
    case 'functions':
      return functionOperators[part.group]
    case 'field':
      return fieldFilter(types, field)
  }
}

function fieldFilter(types: Types, { column, relationship }: SubjectField): GraphQLInputObjectType {
  if (typeof relationship?.target === 'string') {
    return relationship.cardinality === 'one-to-many'
      ? quantifierType(types, relationship.target)
      : filterType(types, relationship.target)
  }
  if (column === undefined) throw new Error('A field is a column or a relationship.')
  return operatorsOf(column)
}

/** A key of a filter: a field, functions of one, or one of the tables that a many-to-any leads to. */
export interface FilterKey {
  readonly name: string
  readonly field: SubjectField
  readonly part:
    | { readonly kind: 'field' }
    | { readonly kind: 'functions'; readonly group: keyof typeof functionOperators }
    | { readonly kind: 'any'; readonly table: TableId }
}

/** The keys that filters of a table have, by the same names wherever they are read. */
export function filterKeys(types: Types, subject: Subject): readonly FilterKey[] {
  const readable = subject.fields.filter(isFilterable)
  const names = new Names([
    ...subject.fields.map(({ name }) => name),
    '_and',
    '_or',
    '_some',
    '_none',
  ])
  const own = readable
    .filter(({ relationship }) => relationship?.cardinality !== 'many-to-any')
    .map((field): FilterKey => ({ name: field.name, field, part: { kind: 'field' } }))
  const derived = readable.flatMap((field) => derivedKeys(types, field, names))
  return [...own, ...derived]
}

function derivedKeys(types: Types, field: SubjectField, names: Names): FilterKey[] {
  const { column, relationship, name } = field
  if (relationship?.cardinality === 'one-to-many') {
    return [
      { name: names.claim(`${name}_func`), field, part: { kind: 'functions', group: 'count' } },
    ]
  }
  if (relationship !== null) {
    const { target } = relationship
    const tables = typeof target === 'object' ? (target?.targets ?? []) : []
    return tables
      .filter((table) => isReadable(types.model.tables[table]))
      .map((table) => ({
        name: names.claim(`${name}__${types.subject(table).name}`),
        field,
        part: { kind: 'any', table },
      }))
  }
  const group = column === undefined ? null : functionGroup(column)
  return group === null
    ? []
    : [{ name: names.claim(`${name}_func`), field, part: { kind: 'functions', group } }]
}

function isFilterable({ column, relationship }: SubjectField): boolean {
  return relationship !== null || column?.actions.includes('read') === true
}
