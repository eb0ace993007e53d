import type {
  Column,
  ColumnDefault,
  DialectName,
  EnumType,
  Table,
} from '@relvar/schema-introspect/model'
import { isSupported } from '../ddl/comments.js'
import { defaultSql } from '../ddl/default-sql.js'
import { nativeTypeOf } from '../ddl/types/type-of.js'
import type { ColumnDraft, DefaultDraft } from '../schema-change.js'

/**
 * The column that a draft makes, as introspection will find it. The vendor's own spelling of an
 * expression is not known beforehand: a default that is one is written as it is sent.
 *
 * @throws ChangeRefusedError for a type that cannot be
 */
export function columnOfDraft(dialect: DialectName, draft: ColumnDraft, inKey: boolean): Column {
  const { readsAs } = nativeTypeOf(dialect, draft)
  const isNumbered = draft.generated === 'identity'
  return {
    name: draft.name,
    ...readsAs,
    elementType: null,
    nullable: !inKey && !isNumbered && draft.nullable !== false,
    default: isNumbered ? null : defaultOf(dialect, draft, draft.default ?? null),
    generated: isNumbered ? 'identity' : null,
    enum: null,
    actions: ['read', 'create', 'update'],
    comment: isSupported(dialect) ? (draft.comment ?? null) : null,
    traits: {},
  }
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

/** The values of a column that belong to it alone, as introspection finds them in its check. */
export function enumOf(table: Pick<Table, 'id'>, draft: ColumnDraft): EnumType | null {
  if (draft.values === undefined) return null
  const id = `${table.id}.${draft.name}`
  return { id, name: draft.name, schema: null, values: draft.values }
}
