import { sql } from 'kysely'
import type { Sql } from '../dialect/dialect.js'
import type { Condition, Link, LinkSelection, Source } from '../resolve/resolved.js'
import { columnRef } from './build.js'
import type { CompileContext } from './context.js'
import { guardOf } from './context.js'

/** What has to hold on either side for the actor to see that two rows belong together. */
export interface LinkMasks {
  readonly here: readonly Condition[]
  readonly there: readonly Condition[]
}

/**
 * A link tells the values it is made of. Where the actor may see the relationship, or the columns
 * that refer to the other row, in some rows only, it leads nowhere from the others.
 */
export function linkMasks(
  context: CompileContext,
  { parent, target, relationship }: Link,
): LinkMasks {
  const { cardinality, columns, name, where } = relationship
  const referring = columns.map(([here, there]) => (cardinality === 'one-to-many' ? there : here))
  const names = where === null ? referring : [...referring, where.column]
  const own = guardOf(context, parent).masks
  if (cardinality !== 'one-to-many') return { here: pick(own, [name, ...names]), there: [] }
  // A grant of the way back itself is enough where the referring column is granted in no row at all.
  const others = pick(guardOf(context, target).masks, names)
  return { here: pick(own, [name]), there: others.filter(({ kind }) => kind !== 'constant') }
}

export function pick(masks: ReadonlyMap<string, Condition>, names: readonly string[]): Condition[] {
  const found = names.flatMap((name) => masks.get(name) ?? [])
  return [...new Set(found)]
}

/** Whether a row's discriminator says that it has such a link. */
export function discriminated({ alias }: Source, where: LinkSelection['where']): Sql[] {
  return where === null ? [] : [sql`${columnRef(alias, where.column)} = ${where.equals}`]
}
