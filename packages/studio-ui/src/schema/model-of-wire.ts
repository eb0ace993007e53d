import type {
  Column,
  ColumnDefault,
  ColumnType,
  EnumType,
  Relationship,
  SchemaModel,
  Table,
} from '@relvar/schema-introspect/model'
import type { WireCollection, WireField, WireRelation } from '../wire/objects.js'
import { isComposite, linkColumns } from './link-columns.js'

/** A collection with its fields. */
export interface WireTable {
  readonly collection: WireCollection
  readonly fields: readonly WireField[]
}

/**
 * The model of what the wire tells of some collections, as far as the defaults of the catalogue look at
 * one. What the wire does not tell (the vendor, indexes, the links back) is left empty.
 *
 * @param tables the collection in question and those that it links to
 */
export function modelOfWire(
  tables: readonly WireTable[],
  relations: readonly WireRelation[],
): SchemaModel {
  const made = tables.map((table) => tableOf(table, tables, relations))
  const enums = tables.flatMap(({ fields }) => fields.flatMap(enumOf))
  return {
    dialect: 'sqlite',
    version: '',
    defaultSchema: '',
    tables: Object.fromEntries(made.map((table) => [table.id, table])),
    enums: Object.fromEntries(enums.map((each) => [each.id, each])),
  }
}

function tableOf(
  { collection: { collection: id, schema, meta }, fields }: WireTable,
  tables: readonly WireTable[],
  relations: readonly WireRelation[],
): Table {
  const sortColumn = meta?.['sort_field']
  return {
    id,
    schema: schema?.schema ?? '',
    name: schema?.name ?? id,
    kind: schema?.kind ?? 'table',
    columns: fields.flatMap(columnOf),
    primaryKey: schema?.primary_key ?? [],
    uniques: fields
      .filter(({ schema }) => schema?.is_unique === true && !schema.is_primary_key)
      .map(({ field }) => ({ name: field, columns: [field] })),
    foreignKeys: [],
    indexes: [],
    checks: [],
    relationships: relations
      .filter(({ collection }) => collection === id)
      .flatMap((relation) => linkOf(relation, tables)),
    actions: schema?.actions ?? [],
    hasTriggers: false,
    comment: schema?.comment ?? null,
    rowEstimate: null,
    traits: typeof sortColumn === 'string' ? { sortColumn } : {},
  }
}

function columnOf(field: WireField): readonly Column[] {
  const { schema } = field
  if (schema === null) return []
  return [
    {
      name: field.field,
      type: columnType(field.type),
      nativeType: schema.data_type,
      length: schema.max_length,
      precision: schema.numeric_precision,
      scale: schema.numeric_scale,
      elementType: null,
      nullable: schema.is_nullable,
      default: defaultOf(schema.default_value),
      generated: schema.has_auto_increment ? 'identity' : schema.is_generated ? 'stored' : null,
      enum: enumId(field),
      actions: schema.actions,
      comment: schema.comment,
      traits: traitsOf(field),
    },
  ]
}

function columnType(type: WireField['type']): ColumnType {
  if (type.startsWith('geometry')) return 'geometry'
  return type === 'alias' ? 'unknown' : (type as ColumnType)
}

/** The wire has literals and expressions in one place; what calls or names something is no literal. */
function defaultOf(value: string | number | boolean | null): ColumnDefault | null {
  if (value === null) return null
  const isExpression = typeof value === 'string' && /\(|^(current|local|sys)/i.test(value)
  return isExpression ? { kind: 'expression', sql: value } : { kind: 'literal', value }
}

function traitsOf({ type, meta }: WireField): Column['traits'] {
  const special = meta?.['special']
  const isConcealed = Array.isArray(special) && special.includes('conceal')
  return isConcealed || type === 'hash' ? { secret: 'conceal' } : {}
}

function enumId({ collection, field, schema }: WireField): string | null {
  const isLimited = schema?.choices !== null && schema?.choices !== undefined
  return isLimited ? `${collection}.${field}` : null
}

function enumOf(field: WireField): readonly EnumType[] {
  const id = enumId(field)
  if (id === null) return []
  return [{ id, name: field.field, schema: null, values: field.schema?.choices ?? [] }]
}

/** A link over several columns is no field of the database: {@link linkFieldsOf} makes one of it. */
function linkOf(relation: WireRelation, tables: readonly WireTable[]): readonly Relationship[] {
  const { field, related_collection: target } = relation
  const columns = linkColumns(relation, keyOf(target, tables))
  if (columns.length === 0 || isComposite(columns)) return []
  return [
    {
      name: field,
      cardinality: 'many-to-one',
      target,
      columns,
      where: null,
      source: 'foreign-key',
      traits: {},
    },
  ]
}

/** The key of a collection; none where it is not in sight. */
function keyOf(id: string | null, tables: readonly WireTable[]): readonly string[] {
  const found = tables.find(({ collection }) => collection.collection === id)
  const key = found?.collection.schema?.primary_key ?? []
  return key.every((name) => found?.fields.some(({ field }) => field === name)) ? key : []
}
