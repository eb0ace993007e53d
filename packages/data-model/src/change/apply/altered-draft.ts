import type { Column } from '@relvar/schema-introspect/model'
import type { ColumnAlteration, ColumnDraft } from '../schema-change.js'

/**
 * What an altered column is as a draft. Where its type stays, so do its sizes, under the vendor's own
 * name unless a size is told; a new type takes the sizes that are told, or its own.
 */
export function alteredDraft(column: Column, set: ColumnAlteration): ColumnDraft {
  const { name, nullable, comment } = column
  const others = { name, nullable, comment, default: column.default }
  const { nullable: _, comment: __, default: ___, collation: ____, ...type } = set
  return { ...others, ...typeDraft(column, type), ...withoutType(set) }
}

type TypeDraft = Pick<ColumnDraft, 'type' | 'nativeType' | 'length' | 'precision' | 'scale'>

function typeDraft(column: Column, set: Partial<TypeDraft>): TypeDraft {
  const { type, nativeType, length, precision, scale } = column
  if (Object.keys(set).length === 0) return { type, nativeType, length, precision, scale }
  if (set.type !== undefined && set.type !== type) return { ...set, type: set.type }
  if (set.nativeType !== undefined) return { ...set, type: set.type ?? type }
  const sizes = {
    length,
    ...(precision === null ? {} : { precision }),
    ...(scale === null ? {} : { scale }),
  }
  return { type, ...sizes, ...set }
}

function withoutType(set: ColumnAlteration): Partial<ColumnDraft> {
  const { type: _, nativeType: __, length: ___, precision: ____, scale: _____, ...rest } = set
  return rest
}
