import { sql } from 'kysely'
import type { ToManyList } from './list.js'
import { restriction, rulesFor } from './rights.js'
import type { SelectOptions } from './select-rows.js'
import type { Writing } from './writing.js'

/**
 * What rows of a list have to fulfil for the actor to see them there. What somebody does not see is no part of
 * the list that they write: it stays where it is, and nothing tells of it.
 */
export async function seenMembers(
  writing: Writing,
  { table, link }: ToManyList,
): Promise<NonNullable<SelectOptions['restrict']>> {
  const { core, actor } = writing
  const guard = core.policyFor(actor).guardFor(table, 'read', actor)
  if (guard === null) return () => sql`1 = 0`
  // A list may be shown to somebody who is shown nothing of the columns that make it.
  const shown = [...link.keys()].filter((name) => guard.fields.has(name) || guard.fields.has('*'))
  return restriction(writing, table, rulesFor({ table, action: 'read', guard }, shown))
}
