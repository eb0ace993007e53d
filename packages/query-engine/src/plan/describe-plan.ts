import type { SourceGuard } from '../guard/guard.js'
import type { ResolvedRead, Selection, Source } from '../resolve/resolved.js'
import { TRUE } from '../resolve/resolved.js'
import { innerReads, type Output, type ReadPlan } from './read-plan.js'

/** A plan in words that can be written down: `session.explain` answers it. */
export interface PlanDescription {
  readonly output: Output
  /** Every use of a table, in any position, and what the actor's rights make of it. */
  readonly sources: readonly PlanSource[]
  readonly read: PlanLevel
}

/** One use of a table. */
export interface PlanSource {
  readonly table: string
  /** Its name in the SQL. */
  readonly alias: string
  /** Whether a rule leaves rows out. */
  readonly restricted: boolean
  /** Fields that are null in some rows, or in all. */
  readonly masked: readonly string[]
}

/** One level of a read. */
export interface PlanLevel {
  readonly alias: string
  readonly fields: readonly PlanField[]
  readonly filtered: boolean
  readonly sorts: number
  readonly limit: number | null
  readonly offset: number
}

/** One key of a row: a value, or the levels that a relationship leads to. */
export interface PlanField {
  readonly key: string
  readonly kind: Selection['kind']
  readonly levels: readonly PlanLevel[]
}

export function describePlan({ guarded, output }: ReadPlan): PlanDescription {
  const { query, guards } = guarded
  return {
    output,
    sources: query.sources.map((source) => describeSource(source, guards.get(source))),
    read: describeLevel(query.read),
  }
}

function describeSource({ table, alias }: Source, guard: SourceGuard | undefined): PlanSource {
  return {
    table: table.id,
    alias,
    restricted: guard?.rows !== TRUE,
    masked: [...(guard?.masks.keys() ?? [])],
  }
}

function describeLevel(read: ResolvedRead): PlanLevel {
  return {
    alias: read.source.alias,
    fields: read.selections.flatMap(describeSelection),
    filtered: read.filter !== TRUE,
    sorts: read.sort.length,
    limit: read.limit,
    offset: read.offset,
  }
}

function describeSelection(selection: Selection): readonly PlanField[] {
  const { key, kind } = selection
  switch (kind) {
    case 'value':
    case 'literal':
    case 'link':
      return [{ key, kind, levels: [] }]
    case 'to-one':
    case 'to-many':
      return [{ key, kind, levels: [describeLevel(selection.read)] }]
    case 'to-any':
      return [{ key, kind, levels: innerReads(selection).map(describeLevel) }]
    case 'object':
      return selection.members.flatMap((member) =>
        describeSelection(member).map((field) => ({ ...field, key: `${key}.${field.key}` })),
      )
  }
}
