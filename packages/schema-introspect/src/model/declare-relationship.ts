import { areComparable } from './comparable.js'
import { findColumn, findRelationship } from './find.js'
import type { DeclaredRelationship } from './overlay.js'
import type { DialectName, Relationship, Table, TableId } from './schema-model.js'

type Tables = ReadonlyMap<TableId, Table>
type Declared<K extends DeclaredRelationship['kind']> = Extract<DeclaredRelationship, { kind: K }>

/** A relationship, or the reason why it cannot be. */
type Result = Relationship | string

/**
 * The relationships of a table with one more declared. A declared one takes the place of a derived
 * one of its name; where both mean the same link, the foreign key stays and gains the traits.
 */
export function declareRelationship(
  dialect: DialectName,
  tables: Tables,
  table: Table,
  name: string,
  declared: DeclaredRelationship,
): readonly Relationship[] | string {
  const made = make(tables, table, name, declared)
  if (typeof made !== 'string' && !isUnderstood(dialect, tables, table, made))
    return 'The columns of its two ends hold values of different kinds.'
  if (typeof made === 'string') return made
  if (isColumnOfAnother(table, made)) return 'A column has that name.'
  const old = findRelationship(table, name)
  if (old === undefined) return [...table.relationships, made]
  const source = isSameForeignKey(old, made) ? old.source : made.source
  const replacement = { ...made, source, traits: { ...old.traits, ...made.traits } }
  return table.relationships.map((each) => (each === old ? replacement : each))
}

/** What a link leads to by any of several keys is compared as text. */
function isUnderstood(
  dialect: DialectName,
  tables: Tables,
  table: Table,
  { target, columns, where }: Relationship,
): boolean {
  if (where !== null) return true
  const other = typeof target === 'string' ? tables.get(target) : undefined
  return columns.every(([here, there]) => {
    const left = findColumn(table, here)
    const right = other === undefined ? undefined : findColumn(other, there)
    return left === undefined || right === undefined || areComparable(dialect, left, right)
  })
}

function make(tables: Tables, table: Table, name: string, declared: DeclaredRelationship): Result {
  switch (declared.kind) {
    case 'many-to-one':
      return manyToOne(tables, table, name, declared)
    case 'many-to-any':
      return manyToAny(tables, table, name, declared)
    case 'one-to-many':
      return oneToMany(tables, table, name, declared)
  }
}

function manyToOne(
  tables: Tables,
  table: Table,
  name: string,
  { target, columns, traits = {} }: Declared<'many-to-one'>,
): Result {
  const other = tables.get(target)
  if (other === undefined) return `There is no table "${target}".`
  if (columns.length === 0) return 'It names no columns.'
  for (const [here, there] of columns) {
    if (findColumn(table, here) === undefined) return `There is no column "${here}".`
    if (findColumn(other, there) === undefined) return `Table "${target}" has no column "${there}".`
  }
  return relationship({ name, cardinality: 'many-to-one', target, columns, traits })
}

/** Targets that are missing or cannot be addressed by one column are left out. */
function manyToAny(
  tables: Tables,
  table: Table,
  name: string,
  { column, discriminator, targets, traits = {} }: Declared<'many-to-any'>,
): Result {
  for (const each of [column, discriminator]) {
    if (findColumn(table, each) === undefined) return `There is no column "${each}".`
  }
  const usable = targets.filter((id) => tables.get(id)?.primaryKey.length === 1)
  if (usable.length === 0) return 'None of its targets is a table with a key of one column.'
  return relationship({
    name,
    cardinality: 'many-to-any',
    target: { discriminator, targets: usable },
    columns: [[column, '']],
    traits,
  })
}

function oneToMany(
  tables: Tables,
  table: Table,
  name: string,
  { target, through, traits = {} }: Declared<'one-to-many'>,
): Result {
  const other = tables.get(target)
  if (other === undefined) return `There is no table "${target}".`
  const link = findRelationship(other, through)
  if (link === undefined) return `Table "${target}" has no link "${through}".`
  const back = { name, cardinality: 'one-to-many', target, traits } as const
  if (link.cardinality === 'many-to-one' && link.target === table.id) {
    return relationship({ ...back, columns: link.columns.map(([there, here]) => [here, there]) })
  }
  const [key] = table.primaryKey
  const [[column] = []] = link.columns
  if (!isAnyOf(link, table.id) || key === undefined || column === undefined) {
    return `"${through}" of table "${target}" does not lead here.`
  }
  return {
    ...relationship({ ...back, columns: [[key, column]] }),
    where: { column: link.target.discriminator, equals: table.id },
  }
}

function isAnyOf(
  link: Relationship,
  id: TableId,
): link is Relationship & { target: { discriminator: string; targets: readonly TableId[] } } {
  const { target } = link
  return target !== null && typeof target === 'object' && target.targets.includes(id)
}

function relationship(
  parts: Pick<Relationship, 'name' | 'cardinality' | 'target' | 'columns' | 'traits'>,
): Relationship {
  const { name, cardinality, target, columns, traits } = parts
  return { name, cardinality, target, columns, where: null, source: 'declared', traits }
}

/** A link may bear the name of a column of its own, nothing else may bear a column's name. */
function isColumnOfAnother(table: Table, { name, cardinality, columns }: Relationship): boolean {
  if (findColumn(table, name) === undefined) return false
  return cardinality === 'one-to-many' || !columns.some(([here]) => here === name)
}

function isSameForeignKey(old: Relationship, made: Relationship): boolean {
  return (
    old.cardinality === 'many-to-one' &&
    old.source === 'foreign-key' &&
    old.target === made.target &&
    JSON.stringify(old.columns) === JSON.stringify(made.columns)
  )
}
