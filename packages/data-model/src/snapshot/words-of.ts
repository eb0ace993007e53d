import type {
  Check,
  Column,
  DialectName,
  ForeignKey,
  Index,
  SchemaModel,
  Table,
  UniqueConstraint,
} from '@relvar/schema-introspect/model'
import { isSameDefault } from './default-kinds.js'
import { isSameExpression } from './same-expression.js'
import { canonicalJson } from './canonical-json.js'
import { definedIndexes, columnOfCheck, plainIndexes } from './snapshot-table.js'

/** One table as it is and as it is to be. */
export interface TwoTables {
  readonly current: Table
  readonly currentModel: SchemaModel
  readonly desired: Table
  readonly desiredModel: SchemaModel
  /** Columns that nobody wants to be different. */
  readonly untouched: ReadonlySet<string>
  /** Foreign keys that no relation speaks of; they stay. */
  readonly unspoken: readonly ForeignKey[]
}

/**
 * A table as it is to be, in the words that the database has for it now: what says the same by other
 * names or in another spelling is taken over, so that only what differs indeed is left.
 */
export function inWordsOf(tables: TwoTables): Table {
  const { current, desired } = tables
  return {
    ...desired,
    columns: inOrderOf(current, desired.columns).map((column) => columnInWords(column, tables)),
    uniques: uniquesInWords(tables),
    foreignKeys: foreignKeysInWords(tables),
    indexes: indexesInWords(tables),
    checks: checksInWords(tables),
    hasTriggers: current.hasTriggers,
    rowEstimate: current.rowEstimate,
  }
}

/** Columns stay where they are; new ones come last. */
function inOrderOf(current: Table, columns: readonly Column[]): readonly Column[] {
  const placeOf = ({ name }: Column): number => {
    const place = current.columns.findIndex((column) => column.name === name)
    return place === -1 ? current.columns.length : place
  }
  return columns.toSorted((left, right) => placeOf(left) - placeOf(right))
}

function columnInWords(column: Column, tables: TwoTables): Column {
  const { currentModel, desiredModel, untouched } = tables
  const current = tables.current.columns.find(({ name }) => name === column.name)
  if (current === undefined) return column
  if (untouched.has(column.name)) return current
  if (isComputedAlike(currentModel.dialect, current, column))
    return { ...current, comment: column.comment }
  const isSameEnum =
    valuesOf(currentModel, current)?.join('\0') === valuesOf(desiredModel, column)?.join('\0')
  return {
    ...column,
    ...(isSameType(current, column) && typeOf(current)),
    ...(isSameDefault(currentModel.dialect, current, column) && { default: current.default }),
    ...(isSameEnum && { enum: current.enum }),
    actions: current.actions,
  }
}

/** Vendors whose computed columns are null where their expressions are. */
const DERIVES_NULL: ReadonlySet<DialectName> = new Set(['mariadb', 'mssql'])

/** Whether two columns are computed by the same. SQL Server derives the type from that as well. */
export function isComputedAlike(dialect: DialectName, left: Column, right: Column): boolean {
  const [one, other] = [left.expression, right.expression]
  if (one === undefined || other === undefined || left.generated !== right.generated) return false
  return (
    isSameExpression(dialect, one, other) &&
    (dialect === 'mssql' || isSameType(left, right)) &&
    (DERIVES_NULL.has(dialect) || left.nullable === right.nullable)
  )
}

function typeOf({ type, nativeType, length, precision, scale, elementType }: Column) {
  return { type, nativeType, length, precision, scale, elementType }
}

function isSameType(left: Column, right: Column): boolean {
  const bare = ({ nativeType }: Column): string => nativeType.toLowerCase().replaceAll(/\s/g, '')
  return bare(left) === bare(right)
}

/** The values that a column may have, where they are a list. */
function valuesOf(model: SchemaModel, column: Column): readonly string[] | undefined {
  return column.enum === null ? undefined : model.enums[column.enum]?.values
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => right[index] === name)
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  return isSameList(left.toSorted(), right.toSorted())
}

/** Those of `current` that are wanted, all of them where several are alike, and those that are new. */
function settled<T>(
  current: readonly T[],
  desired: readonly T[],
  isSame: (left: T, right: T) => boolean,
): readonly T[] {
  return [
    ...current.filter((each) => desired.some((other) => isSame(each, other))),
    ...desired.filter((each) => !current.some((other) => isSame(each, other))),
  ]
}

function uniquesInWords({ current, desired }: TwoTables): readonly UniqueConstraint[] {
  return settled(current.uniques, desired.uniques, (left, right) =>
    isSameSet(left.columns, right.columns),
  )
}

function foreignKeysInWords({ current, desired, unspoken }: TwoTables): readonly ForeignKey[] {
  const wanted = [...desired.foreignKeys, ...unspoken]
  return settled(current.foreignKeys, wanted, isSameForeignKey)
}

function isSameForeignKey(left: ForeignKey, right: ForeignKey): boolean {
  return (
    left.target === right.target &&
    left.onDelete === right.onDelete &&
    left.onUpdate === right.onUpdate &&
    isSameList(left.columns, right.columns) &&
    isSameList(left.targetColumns, right.targetColumns)
  )
}

/** What the vendor made of its own accord stays: behind keys, and behind foreign keys on MySQL and MariaDB. */
function indexesInWords(tables: TwoTables): readonly Index[] {
  const { current, desired, currentModel } = tables
  const plain = plainIndexes(current)
  const defined = definedIndexes(current)
  const makesForKeys = currentModel.dialect === 'mysql' || currentModel.dialect === 'mariadb'
  const isBehindForeignKey = ({ columns }: Index): boolean =>
    makesForKeys &&
    desired.foreignKeys.some((key) => isSameList(key.columns, columns.slice(0, key.columns.length)))
  const gone = current.uniques.filter(
    (unique) => !uniquesInWords(tables).some(({ name }) => name === unique.name),
  )
  const others = current.indexes.filter(
    (index) =>
      !plain.includes(index) &&
      !defined.includes(index) &&
      !gone.some(({ name }) => name === index.name),
  )
  const wanted = plainIndexes(desired)
  const isSame = (left: Index, right: Index): boolean => isSameList(left.columns, right.columns)
  const vendors = plain.filter(
    (index) => isBehindForeignKey(index) && !wanted.some((each) => isSame(index, each)),
  )
  const isDefinedSame = (left: Index, right: Index): boolean =>
    left.name === right.name && canonicalJson(left.definition) === canonicalJson(right.definition)
  return [
    ...others,
    ...settled(plain, wanted, isSame),
    ...settled(defined, definedIndexes(desired), isDefinedSame),
    ...vendors,
  ]
}

function checksInWords(tables: TwoTables): readonly Check[] {
  const { current, currentModel, desired, desiredModel, untouched } = tables
  const isWanted = (check: Check): boolean => {
    const name = columnOfCheck(check, current, currentModel)
    if (name === null) return desired.checks.some((other) => isSameCheck(check, other, tables))
    const [now, then] = [current, desired].map((table) =>
      table.columns.find((each) => each.name === name),
    )
    if (now === undefined || then === undefined) return false
    return (
      untouched.has(name) ||
      valuesOf(currentModel, now)?.join('\0') === valuesOf(desiredModel, then)?.join('\0')
    )
  }
  const kept = current.checks.filter(isWanted)
  const keptColumns = new Set(kept.map((check) => columnOfCheck(check, current, currentModel)))
  const added = desired.checks.filter((check) => {
    const name = columnOfCheck(check, desired, desiredModel)
    if (name !== null) return !keptColumns.has(name) && !untouched.has(name)
    return !kept.some((other) => isSameCheck(check, other, tables))
  })
  return [...kept, ...added]
}

/** SQLite's checks without a name are told by their place, which changes with what stands before them. */
function isSameCheck(left: Check, right: Check, { current, currentModel }: TwoTables): boolean {
  const isUnnamed = ({ name }: Check): boolean =>
    currentModel.dialect === 'sqlite' && /^_check_\d+$/.test(name.replace(current.name, ''))
  const isNamedAlike = left.name === right.name || (isUnnamed(left) && isUnnamed(right))
  return isNamedAlike && isSameExpression(currentModel.dialect, left.expression, right.expression)
}
