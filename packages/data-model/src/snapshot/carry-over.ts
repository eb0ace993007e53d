import type { DialectName } from '@relvar/schema-introspect/model'
import { fieldsByKey, keyOf } from './fields-by-key.js'
import { withOwnTypes } from './own-types.js'
import { portableExpression } from './portable-expression.js'
import type {
  Snapshot,
  SnapshotCheck,
  SnapshotCollection,
  SnapshotColumn,
  SnapshotField,
  SnapshotIndex,
  SnapshotRelation,
  SnapshotTable,
} from './snapshot.js'

/** A snapshot as far as another vendor can have it, and what it cannot. */
export interface CarriedOver {
  readonly snapshot: Snapshot
  /** Sentences for people: what stays behind, or becomes something else. */
  readonly notes: readonly string[]
}

/**
 * A snapshot in the terms of the database that it is meant for. Types of the wire become the vendor's;
 * SQL of the other vendor (queries of views, defaults that are expressions, checks of more than
 * comparisons) is not guessed at: what the database has in its place stays.
 *
 * @param before a snapshot of everything in the database that it is meant for
 */
export function carryOver(desired: Snapshot, before: Snapshot): CarriedOver {
  const plain = withoutComputed(desired, before)
  if (desired.vendor === before.vendor)
    return { ...plain, snapshot: withOwnTypes(plain.snapshot, before) }
  const carried = new Carrier(plain.snapshot, before).carry()
  return { ...carried, notes: [...plain.notes, ...carried.notes] }
}

/**
 * What a column is computed by is SQL of its vendor, and some do not tell it: with another it is as it is
 * there, or a plain one.
 */
function withoutComputed(desired: Snapshot, before: Snapshot): CarriedOver {
  const known = fieldsByKey(before)
  const notes: string[] = []
  const isSameVendor = desired.vendor === before.vendor
  const fields = desired.fields.map((field) => {
    const { collection, schema } = field
    if (schema?.is_generated !== true) return field
    if (isSameVendor && schema.generation_expression !== null) return field
    const there = known.get(keyOf(field))
    if (there?.schema !== undefined) return { ...field, type: there.type, schema: there.schema }
    const why = isSameVendor
      ? 'the snapshot does not say what it is computed by'
      : `what it is computed by is SQL of ${desired.vendor}`
    notes.push(`Field "${field.field}" of "${collection}" becomes a plain column: ${why}.`)
    const { generation_kind: _, ...rest } = schema
    const plain = { is_generated: false, generation_expression: null, is_nullable: true }
    return { ...field, schema: { ...rest, ...plain } }
  })
  return { snapshot: { ...desired, fields }, notes }
}

/** Keys and indexes there have no place for texts without a length. */
const INDEXES_NO_TEXT: ReadonlySet<DialectName> = new Set(['mysql', 'mariadb', 'mssql', 'oracle'])
const INDEXED_LENGTH = 255

/** Digits of numbers for which nobody said how many there are. */
const ANY_DECIMAL = { numeric_precision: 30, numeric_scale: 10 }

class Carrier {
  readonly #desired: Snapshot
  readonly #to: DialectName
  readonly #knownFields: ReadonlyMap<string, SnapshotField>
  readonly #knownTables: ReadonlyMap<string, SnapshotTable | undefined>
  readonly #indexed: ReadonlySet<string>
  readonly #notes: string[] = []

  constructor(desired: Snapshot, before: Snapshot) {
    this.#desired = desired
    this.#to = before.vendor
    this.#knownFields = fieldsByKey(before)
    this.#knownTables = new Map(
      before.collections.map(({ collection, schema }) => [collection, schema]),
    )
    this.#indexed = indexedFields(desired)
  }

  carry(): CarriedOver {
    const desired = this.#desired
    const collections = desired.collections.flatMap((each) => this.#collection(each))
    const left = new Set(collections.map(({ collection }) => collection))
    const gone = new Set(
      desired.collections.map(({ collection }) => collection).filter((each) => !left.has(each)),
    )
    const isLeft = (each: { readonly collection: string }): boolean => !gone.has(each.collection)
    return {
      snapshot: {
        ...desired,
        vendor: this.#to,
        collections,
        fields: desired.fields.filter(isLeft).map((field) => this.#field(field)),
        relations: desired.relations.filter(isLeft).map(withoutName),
      },
      notes: this.#notes,
    }
  }

  #note(text: string): void {
    this.#notes.push(text)
  }

  #collection(object: SnapshotCollection): readonly SnapshotCollection[] {
    const { collection, schema } = object
    if (schema === undefined) return [object]
    if (schema.query !== undefined) return this.#view(object)
    const { comment, ...table } = schema
    const known = this.#knownTables.get(collection)
    const checks = (schema.checks ?? []).flatMap((check) => this.#check(collection, check, known))
    const { uniques } = schema
    const indexes = schema.indexes?.flatMap((each) => this.#index(collection, each, known))
    return [
      {
        ...object,
        schema: {
          ...table,
          ...(uniques !== undefined && { uniques: uniques.map(withoutIndexName) }),
          ...(indexes !== undefined && { indexes: indexes.map(withoutIndexName) }),
          ...(comment !== undefined && this.#to !== 'sqlite' && { comment }),
          checks,
        },
      },
    ]
  }

  #view(object: SnapshotCollection): readonly SnapshotCollection[] {
    const known = this.#knownTables.get(object.collection)
    if (known !== undefined) return [{ ...object, schema: known }]
    this.#note(
      `View "${object.collection}" is left out: its query is SQL of ${this.#desired.vendor}.`,
    )
    return []
  }

  #check(
    collection: string,
    check: SnapshotCheck,
    known: SnapshotTable | undefined,
  ): readonly SnapshotCheck[] {
    const there = known?.checks?.find(({ name }) => name === check.name)
    if (there !== undefined) return [there]
    const columns = this.#desired.fields
      .filter((field) => field.collection === collection)
      .map(({ field, type }) => ({ name: field, type }))
    const route = { from: this.#desired.vendor, to: this.#to }
    const expression = portableExpression(check.expression, columns, route)
    if (expression !== null) return [{ ...check, expression }]
    this.#note(
      `Check "${check.name}" of "${collection}" is left out: it is SQL of ${this.#desired.vendor}.`,
    )
    return []
  }

  #index(
    collection: string,
    index: SnapshotIndex,
    known: SnapshotTable | undefined,
  ): readonly SnapshotIndex[] {
    if (index.definition === undefined) return [index]
    const there = known?.indexes?.find(({ name }) => name === index.name)
    if (there !== undefined) return [there]
    this.#note(
      `Index "${index.name}" of "${collection}" is left out: it is SQL of ${this.#desired.vendor}.`,
    )
    return []
  }

  #field(field: SnapshotField): SnapshotField {
    const { schema } = field
    if (schema === undefined) return field
    const known = this.#knownFields.get(keyOf(field))?.schema
    if (this.#desired.collections.some((each) => isViewOf(each, field)))
      return known === undefined ? field : { ...field, schema: known }
    const { native_type: _, data_type: __, enum_type: ___, comment, ...rest } = schema
    const sized = this.#sized(field, rest)
    return {
      ...field,
      type: sized.type,
      schema: {
        ...rest,
        ...sized.schema,
        ...this.#default(field, schema, known),
        ...(comment !== undefined && this.#to !== 'sqlite' && { comment }),
      },
    }
  }

  #sized(
    { collection, field, type }: SnapshotField,
    schema: SnapshotColumn,
  ): { readonly type: string; readonly schema: Partial<SnapshotColumn> } {
    if (type === 'decimal' && schema.numeric_precision === null)
      return { type, schema: ANY_DECIMAL }
    if (type === 'unknown') {
      this.#note(
        `Field "${field}" of "${collection}" becomes text: only ${this.#desired.vendor} has its type.`,
      )
      return { type: 'text', schema: { max_length: null } }
    }
    const isText = type === 'text' || (type === 'string' && schema.max_length === null)
    const needsLength =
      INDEXES_NO_TEXT.has(this.#to) && this.#indexed.has(JSON.stringify([collection, field]))
    if (!isText || !needsLength) return { type, schema: {} }
    this.#note(
      `Field "${field}" of "${collection}" is of ${INDEXED_LENGTH} characters at the most: it is part of a key or an index.`,
    )
    return { type: 'string', schema: { max_length: INDEXED_LENGTH } }
  }

  #default(
    { collection, field }: SnapshotField,
    schema: SnapshotColumn,
    known: SnapshotColumn | undefined,
  ): Partial<SnapshotColumn> {
    if (schema.default_kind !== 'expression' || schema.has_auto_increment) return {}
    if (known?.default_kind === 'expression')
      return { default_value: known.default_value, default_kind: known.default_kind }
    this.#note(
      `The default of field "${field}" of "${collection}" is left out: it is SQL of ${this.#desired.vendor}.`,
    )
    return { default_value: null, default_kind: undefined }
  }
}

function isViewOf({ collection, schema }: SnapshotCollection, field: SnapshotField): boolean {
  return collection === field.collection && schema?.query !== undefined
}

/** Names are unique among other things with each vendor, so they are made anew. */
function withoutIndexName(index: SnapshotIndex): SnapshotIndex {
  return index.definition === undefined ? { columns: index.columns } : index
}

function withoutName(relation: SnapshotRelation): SnapshotRelation {
  const { schema } = relation
  if (schema === null || schema.constraint_name === null) return relation
  const { constraint_name: _, ...rest } = schema
  return { ...relation, schema: rest }
}

/** Fields that are part of a key, an index, or a foreign key, at either end. */
function indexedFields({ collections, fields, relations }: Snapshot): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (collection: string, columns: readonly string[]): void => {
    for (const column of columns) found.add(JSON.stringify([collection, column]))
  }
  for (const { collection, field, schema } of fields)
    if (
      schema?.is_primary_key === true ||
      schema?.is_unique === true ||
      schema?.is_indexed === true
    )
      add(collection, [field])
  for (const { collection, schema } of collections) {
    if (schema === undefined) continue
    for (const { columns } of [...(schema.uniques ?? []), ...(schema.indexes ?? [])])
      add(collection, columns)
  }
  for (const { collection, schema } of relations) {
    if (schema === null) continue
    add(collection, schema.columns ?? [schema.column])
    const { foreign_key_columns: several, foreign_key_column: one } = schema
    add(schema.foreign_key_table, several ?? (one === null ? [] : [one]))
  }
  return found
}
