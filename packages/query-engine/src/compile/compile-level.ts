import { sql } from 'kysely'
import type { LevelColumn, LevelSql, MaskedValue, Sql, ValueForm } from '../dialect/dialect.js'
import { columnOf } from '../resolve/resolution.js'
import type { Link, ResolvedRead, Selection } from '../resolve/resolved.js'
import { MASK } from '../secret-codecs.js'
import { withAskedMasks } from './asked-masks.js'
import { columnRef, literal } from './build.js'
import { columnAsType } from './column-as-type.js'
import { compileBody } from './compile-body.js'
import { compileExpression, compileLength, oneRow } from './compile-expression.js'
import { compileGroups } from './compile-groups.js'
import { compilePage } from './compile-page.js'
import type { CompileContext } from './context.js'
import { guardOf, selectedForm } from './context.js'
import { needsFinishing, readingOf } from './finish.js'
import { keyedRows } from './keyed-rows.js'
import { compileLinkValues } from './link-values.js'

/** One level of a read; nested levels are values within it. `link` is how it hangs on the level above. */
export function compileLevel(
  outer: CompileContext,
  read: ResolvedRead,
  link: Link | null,
): LevelSql {
  const context = withAskedMasks(outer, read)
  if (read.groupBy !== null) return compileGroups(context, read, link)
  const parts =
    read.output === 'key'
      ? [keyPart(context, read)]
      : read.selections.map((each) => compileSelection(context, each))
  const joins = parts.flatMap((part) => part.joins)
  return {
    columns: parts.map((part) => part.column),
    ...compilePage(context, read, link, joins),
    single: false,
    keyed: link === null ? null : keyedRows(context, read, link),
  }
}

interface Part {
  readonly column: LevelColumn
  readonly joins: readonly Sql[]
}

function compileSelection(context: CompileContext, selection: Selection): Part {
  const { key } = selection
  switch (selection.kind) {
    case 'value':
      return { column: compileValue(context, key, selection.expression), joins: [] }
    case 'to-many': {
      const level = compileLevel(context, selection.read, selection.link)
      const element = selection.read.output === 'key' ? 'value' : 'object'
      return {
        column: { key, sql: context.dialect.jsonArray(level, element), json: true },
        joins: [],
      }
    }
    case 'to-one':
      return selection.read.output === 'key'
        ? toOneKey(context, key, selection)
        : toOne(context, key, selection)
    case 'to-any':
      return toAny(context, key, selection)
    case 'literal':
      return { column: { key, sql: literal(selection.text), json: false }, joins: [] }
    case 'link':
      return { column: compileLinkValues(context, selection), joins: [] }
    case 'object': {
      const members = selection.members.map((member) => compileSelection(context, member).column)
      return { column: { key, sql: context.dialect.jsonObject(members), json: true }, joins: [] }
    }
  }
}

type Value = Extract<Selection, { kind: 'value' }>['expression']

/** A value in wire form. What is concealed never leaves the database. */
function compileValue(context: CompileContext, key: string, expression: Value): LevelColumn {
  const { dialect, codec } = context
  const value =
    expression.kind === 'json-length'
      ? compileLength(context, expression, 'refused')
      : compileExpression(context, expression)
  if (readingOf(expression) === 'concealed') {
    return {
      key,
      sql: sql`case when ${value} is null then null else ${sql.lit(MASK)} end`,
      json: false,
    }
  }
  const form = selectedForm(expression, codec)
  const masked = dialect.isJson(form) ? null : encodedBehindMask(context, expression, form)
  if (masked === null) return { key, sql: dialect.encode(form, value), json: dialect.isJson(form) }
  const { isSeen, value: bare } = masked
  return { key, sql: sql`case when ${isSeen} then ${bare} end`, json: false, masked }
}

/** The mask once around the wire form, which may name its value several times; null without one. */
function encodedBehindMask(
  context: CompileContext,
  expression: Value,
  form: ValueForm,
): MaskedValue | null {
  if (expression.kind !== 'column') return null
  const { source, column } = expression
  const mask = guardOf(context, source).masks.get(column.name)
  if (mask === undefined) return null
  const { dialect } = context
  const reference = columnRef(source.alias, column.name)
  const value = dialect.encode(form, columnAsType(dialect, column, reference))
  return { rule: mask, isSeen: context.compileCondition(mask), value }
}

function toOne(
  context: CompileContext,
  key: string,
  { link, read }: Extract<Selection, { kind: 'to-one' }>,
): Part {
  const level = {
    ...compileLevel(context, { ...read, sort: [], limit: null, offset: 0 }, link),
    limit: limitOf(link),
  }
  const { value, join } = context.dialect.toOne(level, `${read.source.alias}j`)
  return { column: { key, sql: value, json: true }, joins: join === null ? [] : [join] }
}

function limitOf(link: Link): number | null {
  return link.relationship.source === 'declared' ? 1 : null
}

function toOneKey(
  context: CompileContext,
  key: string,
  { link, read }: Extract<Selection, { kind: 'to-one' }>,
): Part {
  const { column } = keyPart(context, read)
  const value = sql`(select ${column.sql} ${compileBody(context, read, link, [])}${oneRow(context, link)})`
  return { column: { key, sql: value, json: column.json }, joins: [] }
}

/** The branches exclude each other by the discriminator, so at most one of them is not null. */
function toAny(
  context: CompileContext,
  key: string,
  selection: Extract<Selection, { kind: 'to-any' }>,
): Part {
  const parts = selection.branches.map((branch) => compileSelection(context, branch))
  const joins = parts.flatMap((part) => part.joins)
  if (needsFinishing(context, selection.branches)) {
    const branches = parts.map(({ column }, index) => ({ ...column, key: String(index) }))
    return { column: { key, sql: context.dialect.jsonObject(branches), json: true }, joins }
  }
  const values = parts.map((part) => part.column.sql)
  const value = values.length > 1 ? sql`coalesce(${sql.join(values)})` : (values[0] ?? sql`null`)
  return { column: { key, sql: value, json: true }, joins }
}

/** The key of a row as a bare value; a composite one as the wire's text. */
function keyPart(context: CompileContext, read: ResolvedRead): Part {
  const { dialect } = context
  const { source } = read
  const values = source.table.primaryKey.map((name) => {
    const column = columnOf(source.table, name)
    if (column === undefined) throw new Error(`The key of "${source.table.id}" is not to be read.`)
    return compileValue(context, '', { kind: 'column', source, column })
  })
  if (values.length === 1) return { column: values[0] as LevelColumn, joins: [] }
  const parts = values.flatMap((value, index) => {
    const escaped = sql`replace(replace(${dialect.toText(value.sql)}, '%', '%25'), ',', '%2C')`
    return index === 0 ? [escaped] : [sql`','`, escaped]
  })
  return { column: { key: '', sql: dialect.concat(parts), json: false }, joins: [] }
}
