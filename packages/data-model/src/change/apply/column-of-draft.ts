import {
  type Column,
  type ColumnDefault,
  type DialectName,
  type EnumType,
  inlineValues,
  type Table,
} from '@relvar/schema-introspect/model'
import { isSupported } from '../ddl/comments.js'
import { defaultSql } from '../ddl/default-sql.js'
import { nativeTypeOf } from '../ddl/types/type-of.js'
import { ChangeRefusedError } from '../errors.js'
import type { ColumnDraft, DefaultDraft } from '../schema-change.js'
import { assertFragment } from '../text/fragment.js'

/**
 * The column that a draft makes, as introspection will find it. The vendor's own spelling of an
 * expression is not known beforehand: a default that is one is written as it is sent.
 *
 * @throws ChangeRefusedError for a type that cannot be
 */
export function columnOfDraft(dialect: DialectName, draft: ColumnDraft, inKey: boolean): Column {
  const { readsAs } = nativeTypeOf(dialect, draft)
  const { generated = null } = draft
  const isNumbered = generated === 'identity'
  const expression = expressionOf(dialect, draft)
  return {
    name: draft.name,
    ...readsAs,
    elementType: null,
    nullable: !inKey && !isNumbered && draft.nullable !== false,
    default: generated !== null ? null : defaultOf(dialect, draft, draft.default ?? null),
    generated,
    ...(expression !== null && { expression }),
    enum: null,
    actions: expression === null ? ['read', 'create', 'update'] : ['read'],
    comment: isSupported(dialect) ? (draft.comment ?? null) : null,
    traits: {},
  }
}

/**
 * What a column is computed by; null where it is not.
 *
 * @throws ChangeRefusedError where nothing is said, or the vendor has no such columns
 */
export function expressionOf(dialect: DialectName, draft: ColumnDraft): string | null {
  const { name, generated = null, expression = '' } = draft
  if (generated !== 'stored' && generated !== 'virtual') return null
  if (dialect === 'oracle' && generated === 'stored')
    throw new ChangeRefusedError(
      'unsupported',
      `Column "${name}" cannot be computed and stored: this database computes when it reads.`,
    )
  assertFragment(expression, `What column "${name}" is computed by`)
  return expression
}

function defaultOf(
  dialect: DialectName,
  draft: ColumnDraft,
  value: DefaultDraft | null,
): ColumnDefault | null {
  if (value === null || (value.kind === 'literal' && value.value === null)) return null
  if (value.kind === 'literal' || value.kind === 'expression') return value
  return { kind: 'expression', sql: defaultSql(dialect, draft, value) }
}

/** The values of a column that belong to it alone, as introspection finds them in its check or its type. */
export function enumOf(table: Pick<Table, 'id'>, draft: ColumnDraft): EnumType | null {
  const values = draft.values ?? inlineValues(draft.nativeType ?? '')
  if (values === null) return null
  const id = `${table.id}.${draft.name}`
  return { id, name: draft.name, schema: null, values }
}
