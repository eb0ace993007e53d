import type { Column, ColumnType } from '@relvar/schema-introspect/model'
import type { Sql } from '../dialect/dialect.js'
import { withKeys } from '../guard/guard.js'
import type { ReadPlan } from '../plan/read-plan.js'
import { Slot } from '../plan/slot.js'
import { Placeholder } from '../query/template.js'
import { isBrief } from './brief.js'
import { columnRef } from './build.js'
import { type CompiledRead, compileRead, type ReadTarget } from './compile-read.js'

/** The name of the column that tells which of the keys a row has. */
export const KEY = 'k'

/** A read of one row that may be asked for together with others like it. */
export interface SeveralRead {
  /** Of the key, which is the only value of the query. */
  readonly slot: Slot
  /** Of rules, where they say something of who asks or when. */
  readonly variables: readonly Slot[]
  /** The statement for so many keys, which are the values of the query; each row has its own beside it. */
  readonly of: (count: number) => CompiledRead
}

/** Of these each value has one text only, so that a row can be told by that of its key. */
const TOLD_BY_TEXT: readonly ColumnType[] = ['integer', 'bigInteger', 'uuid']

/**
 * How the row of a brief read is asked for together with others; null where rows could not be told apart.
 *
 * @param alone the statement for one
 */
export function severalOf(
  plan: ReadPlan,
  target: ReadTarget,
  mark: Sql | null,
  { parameters }: CompiledRead,
): SeveralRead | null {
  const { filter, source } = plan.guarded.query.read
  if (!isBrief(plan.guarded) || filter.kind !== 'keys' || filter.columns.length > 1) return null
  const [slot] = filter.keys[0] ?? []
  const column = source.table.columns.find(({ name }) => name === filter.columns[0])
  if (slot === undefined || column === undefined || !TOLD_BY_TEXT.includes(column.type)) return null
  const known = new Map<number, CompiledRead>()
  const slots = parameters.filter((parameter) => parameter instanceof Slot)
  const variables = [...new Set(slots)].filter((each) => each.isVariable)
  return {
    slot,
    variables,
    of: (count) => known.get(count) ?? keep(count, compileKeyed(count, column, slot)),
  }

  function keep(count: number, statement: CompiledRead): CompiledRead {
    known.set(count, statement)
    return statement
  }

  function compileKeyed(count: number, { name, type }: Column, { check }: Slot): CompiledRead {
    const keys = Array.from({ length: count }, (_, index) => [
      new Slot(new Placeholder(index, false), type, check),
    ])
    const keyed: ReadPlan = {
      ...plan,
      guarded: withKeys(plan.guarded, keys),
      output: plan.output === 'rows' ? 'rows' : 'json',
    }
    const key = target.dialect.columnAs(columnRef(source.alias, name), KEY)
    return compileRead(keyed, target, mark, [key])
  }
}
