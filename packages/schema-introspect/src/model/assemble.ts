import type {
  Catalogue,
  CatalogueColumn,
  CatalogueForeignKey,
  CatalogueTable,
  OfTable,
} from './catalogue.js'
import { compare, deriveRelationships } from './relationships.js'
import type {
  Action,
  Column,
  EnumId,
  EnumType,
  ForeignKey,
  Index,
  SchemaModel,
  Table,
  TableId,
  UniqueConstraint,
} from './schema-model.js'
import { hashModel } from './version.js'

/**
 * Makes the model of what a catalogue said. Pure, and the same whatever order the lists are in
 * (the columns of one table excepted, which keep theirs).
 */
export function assembleModel(catalogue: Catalogue): SchemaModel {
  const { dialect, defaultSchema } = catalogue
  const ids = new Ids(catalogue.tables, defaultSchema)
  const enums = new Enums(catalogue, defaultSchema)
  const tables = buildTables(catalogue, ids, enums)
  const relationships = deriveRelationships(tables, defaultSchema)
  const linked = tables.map((table): readonly [TableId, Table] => [
    table.id,
    { ...table, relationships: relationships.get(table.id) ?? [] },
  ])
  return withVersion({
    dialect,
    defaultSchema,
    tables: Object.fromEntries(linked),
    enums: enums.all(),
  })
}

/** @internal */
export function withVersion(model: Omit<SchemaModel, 'version'>): SchemaModel {
  const { dialect, defaultSchema, tables, enums } = model
  return { dialect, version: hashModel(model), defaultSchema, tables, enums }
}

type UnlinkedTable = Omit<Table, 'relationships'>

function buildTables(catalogue: Catalogue, ids: Ids, enums: Enums): readonly UnlinkedTable[] {
  const columns = groupByTable(catalogue.columns)
  const primaryKeys = groupByTable(catalogue.primaryKeys)
  const uniques = groupByTable(catalogue.uniques)
  const foreignKeys = groupByTable(catalogue.foreignKeys)
  const indexes = groupByTable(catalogue.indexes)
  const checks = groupByTable(catalogue.checks)
  const keyOf = (schema: string, table: string): readonly string[] =>
    primaryKeys(schema, table)[0]?.columns ?? []

  const idOf = ({ schema, name }: CatalogueTable): TableId => ids.of(schema, name) ?? name
  const build = (table: CatalogueTable): UnlinkedTable => {
    const { schema, name, kind, hasTriggers, comment, rowEstimate } = table
    const id = idOf(table)
    const primaryKey = keyOf(schema, name)
    return {
      id,
      schema,
      name,
      kind,
      columns: columns(schema, name).map((column) => toColumn(column, id, enums)),
      primaryKey,
      uniques: uniquesOf(uniques(schema, name), indexes(schema, name), primaryKey)
        .map(withoutTable)
        .sort(byName),
      foreignKeys: foreignKeys(schema, name)
        .flatMap((key) => toForeignKey(key, ids, keyOf))
        .sort(byName),
      indexes: indexes(schema, name).map(withoutTable).sort(byName),
      checks: checks(schema, name).map(withoutTable).sort(byName),
      actions: tableActions(table.actions, primaryKey),
      hasTriggers,
      comment,
      rowEstimate,
      traits: {},
    }
  }
  return [...catalogue.tables].sort((a, b) => compare(idOf(a), idOf(b))).map(build)
}

/**
 * Constraints, and the indexes that hold rows apart as one would. What another of them or the primary
 * key says already is not said again.
 */
function uniquesOf(
  constraints: readonly (OfTable & UniqueConstraint)[],
  indexes: readonly (OfTable & Index)[],
  primaryKey: readonly string[],
): readonly (OfTable & UniqueConstraint)[] {
  const found = [...constraints]
  for (const { unique, ...index } of indexes) {
    const known = [primaryKey, ...found.map(({ columns }) => columns)]
    if (unique && index.columns.length > 0 && !known.some((each) => isSame(each, index.columns)))
      found.push(index)
  }
  return found
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((column) => right.includes(column))
}

/** A row that cannot be addressed cannot be changed either; nor is one made that could not be read back. */
export function tableActions(
  allowed: readonly Action[],
  primaryKey: readonly string[],
): readonly Action[] {
  return primaryKey.length === 0 ? ['read'] : allowed
}

/** Spelled out, so that a column reads the same from every database. */
function toColumn(column: CatalogueColumn, table: TableId, enums: Enums): Column {
  return {
    name: column.name,
    type: column.type,
    nativeType: column.nativeType,
    length: column.length,
    precision: column.precision,
    scale: column.scale,
    elementType: column.elementType,
    nullable: column.nullable,
    default: column.default,
    generated: column.generated,
    ...(column.expression !== undefined && { expression: column.expression }),
    enum: enums.idOf(column, table),
    actions: column.actions,
    comment: column.comment,
    traits: {},
  }
}

/** None where the target is missing (SQLite allows that) or is not part of this model. */
function toForeignKey(
  key: CatalogueForeignKey,
  ids: Ids,
  keyOf: (schema: string, table: string) => readonly string[],
): readonly ForeignKey[] {
  const { name, columns, onUpdate, onDelete } = key
  const target = ids.of(key.targetSchema, key.targetTable)
  const targetColumns =
    key.targetColumns.length > 0 ? key.targetColumns : keyOf(key.targetSchema, key.targetTable)
  if (target === undefined || targetColumns.length !== columns.length) return []
  return [{ name, columns, target, targetColumns, onUpdate, onDelete }]
}

/** The id of each table: its name in the default schema, else `schema.table`, and never one id twice. */
class Ids {
  readonly #ids = new Map<string, TableId>()

  constructor(tables: readonly CatalogueTable[], defaultSchema: string) {
    const long = tables.map(({ schema, name }) => `${schema}.${name}`)
    const foreign = new Set(long.filter((_, index) => tables[index]?.schema !== defaultSchema))
    const taken = new Set<TableId>()
    const ordered = [...tables].sort((a, b) =>
      compare(placeOf(a.schema, a.name), placeOf(b.schema, b.name)),
    )
    for (const { schema, name } of ordered) {
      const short = schema === defaultSchema && !foreign.has(name)
      const id = unusedName(short ? name : `${schema}.${name}`, taken)
      taken.add(id)
      this.#ids.set(placeOf(schema, name), id)
    }
  }

  of(schema: string, name: string): TableId | undefined {
    return this.#ids.get(placeOf(schema, name))
  }
}

/** Named types of the database, and the values of single columns, each under an id of its own. */
class Enums {
  readonly #types = new Map<EnumId, EnumType>()
  readonly #named = new Map<string, EnumId>()

  constructor({ enums }: Catalogue, defaultSchema: string) {
    for (const { schema, name, values } of [...enums].sort((a, b) =>
      compare(placeOf(a.schema, a.name), placeOf(b.schema, b.name)),
    )) {
      const id = this.#add(
        schema === defaultSchema ? name : `${schema}.${name}`,
        name,
        schema,
        values,
      )
      this.#named.set(placeOf(schema, name), id)
    }
  }

  idOf(column: CatalogueColumn, table: TableId): EnumId | null {
    if (column.enum === null) return null
    if ('values' in column.enum) {
      return this.#add(`${table}.${column.name}`, column.name, null, column.enum.values)
    }
    return this.#named.get(placeOf(column.enum.schema, column.enum.name)) ?? null
  }

  all(): Readonly<Record<EnumId, EnumType>> {
    return Object.fromEntries([...this.#types].sort(([a], [b]) => compare(a, b)))
  }

  #add(wanted: EnumId, name: string, schema: string | null, values: readonly string[]): EnumId {
    const id = unusedName(wanted, this.#types)
    this.#types.set(id, { id, name, schema, values })
    return id
  }
}

function unusedName(name: string, taken: { has(name: string): boolean }): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}_${number}`)) number++
  return `${name}_${number}`
}

function groupByTable<T extends OfTable>(
  items: readonly T[],
): (schema: string, table: string) => readonly T[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const place = placeOf(item.schema, item.table)
    const group = groups.get(place)
    if (group === undefined) groups.set(place, [item])
    else group.push(item)
  }
  return (schema, table) => groups.get(placeOf(schema, table)) ?? []
}

/** A name for a table that no other pair of schema and table shares, whatever is in it. */
function placeOf(schema: string, table: string): string {
  return JSON.stringify([schema, table])
}

function withoutTable<T extends OfTable>(item: T): Omit<T, keyof OfTable> {
  const { schema: _, table: __, ...rest } = item
  return rest
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compare(a.name, b.name)
}
