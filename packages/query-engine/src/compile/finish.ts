import type { Finish } from '../dialect/dialect.js'
import type { AnyBranch, Expression, ResolvedRead, Selection } from '../resolve/resolved.js'
import { columnOf } from '../resolve/resolution.js'
import type { CompileContext } from './context.js'
import { selectedForm } from './context.js'
import { finishOfLink } from './link-values.js'

/**
 * What is left to be done to the value of a selection that came as JSON; null where the database
 * does everything. A read with any such selection cannot leave the database as JSON text.
 */
export function finishOf(context: CompileContext, selection: Selection): Finish | null {
  switch (selection.kind) {
    case 'value':
      return inWords(selection.words, finishOfValue(context, selection.expression))
    case 'to-one':
      return finishOfRow(context, selection.read)
    case 'to-many':
      return finishEach(finishOfRow(context, selection.read))
    case 'to-any':
      return needsFinishing(context, selection.branches)
        ? finishBranch(selection.branches.map((branch) => finishOf(context, branch)))
        : null
    case 'literal':
      return null
    case 'link':
      return finishOfLink(context, selection)
    case 'object':
      return finishMembers(context, selection.members)
  }
}

/** Says some values in other words, after whatever else is to be done to them. */
export function inWords(
  words: Readonly<Record<string, string>> | undefined,
  finish: Finish | null,
): Finish | null {
  if (words === undefined) return finish
  return (kept) => {
    const value = finish === null ? kept : finish(kept)
    return typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value
  }
}

/** Whether rows of a many-to-any have to come apart by branch, as one object cannot tell whose it is. */
export function needsFinishing(context: CompileContext, branches: readonly AnyBranch[]): boolean {
  return branches.some((branch) => finishOf(context, branch) !== null)
}

function finishOfValue(context: CompileContext, expression: Expression): Finish | null {
  const { dialect, codec, secrets } = context
  switch (readingOf(expression)) {
    case 'concealed':
      return null
    case 'encrypted':
      return (kept) => secrets.decrypt(String(kept))
    case 'plain':
      return dialect.finish(selectedForm(expression, codec))
  }
}

/** Whether a value comes as asterisks, as what is kept of it, or as what it is. */
export function readingOf(expression: Expression): 'concealed' | 'encrypted' | 'plain' {
  if (expression.kind !== 'column') return 'plain'
  const { secret, codec } = expression.column.traits
  if (secret !== undefined) return 'concealed'
  return codec === 'encrypt' ? 'encrypted' : 'plain'
}

function finishOfRow(context: CompileContext, read: ResolvedRead): Finish | null {
  return read.output === 'key'
    ? finishOfKey(context, read)
    : finishMembers(context, read.selections)
}

function finishOfKey(context: CompileContext, { source }: ResolvedRead): Finish | null {
  const [name, ...more] = source.table.primaryKey
  const column = name === undefined || more.length > 0 ? undefined : columnOf(source.table, name)
  return column === undefined ? null : finishOfValue(context, { kind: 'column', source, column })
}

function finishMembers(context: CompileContext, members: readonly Selection[]): Finish | null {
  const finishes = new Map<string, Finish>()
  for (const member of members) {
    const finish = finishOf(context, member)
    if (finish !== null) finishes.set(member.key, finish)
  }
  if (finishes.size === 0) return null
  return (row) => {
    const entries = Object.entries(row as Record<string, unknown>)
    return Object.fromEntries(
      entries.map(([key, value]) => [key, finished(finishes.get(key), value)]),
    )
  }
}

function finishEach(finish: Finish | null): Finish | null {
  return finish === null
    ? null
    : (rows) => (rows as readonly unknown[]).map((row) => finished(finish, row))
}

/** The branches come as an object by their number; at most one of them is not null. */
function finishBranch(finishes: readonly (Finish | null)[]): Finish {
  return (branches) => {
    const entries = Object.entries(branches as Record<string, unknown>)
    const rows = entries.map(([number, row]) => finished(finishes[Number(number)], row))
    return rows.find((row) => row !== null) ?? null
  }
}

/** NULL is null in every form. */
function finished(finish: Finish | null | undefined, value: unknown): unknown {
  return finish === null || finish === undefined || value === null ? value : finish(value)
}
