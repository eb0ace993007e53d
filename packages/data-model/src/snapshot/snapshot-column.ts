import type { Column, EnumType, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { nativeTypeOf } from '../change/ddl/types/type-of.js'
import { ChangeRefusedError } from '../change/errors.js'
import type { FieldSchema } from '../overlay/views/field-schema.js'
import { columnDraft } from './column-draft.js'
import { snapshotDefault } from './default-kinds.js'
import type { SnapshotColumn, SnapshotEnumType } from './snapshot.js'

export interface ColumnPlace {
  /** The field's type on the wire. */
  readonly type: string
  readonly column: Column
  readonly table: Table
  readonly model: SchemaModel
}

/** What the database says of a column, as a snapshot has it. */
export function snapshotColumn(schema: FieldSchema, place: ColumnPlace): SnapshotColumn {
  const { column, table, model } = place
  // What may be done with it and its values in one list are for those who read fields.
  const { foreign_key_schema: _, comment, choices: __, actions: ___, ...rest } = schema
  const type = column.enum === null ? undefined : model.enums[column.enum]
  const values = type?.values
  const isBehindKey = table.foreignKeys.some(
    (key) => key.columns.length === 1 && key.columns[0] === column.name,
  )
  const said: SnapshotColumn = {
    ...rest,
    ...snapshotDefault(model.dialect, column),
    ...((column.generated === 'stored' || column.generated === 'virtual') && {
      generation_kind: column.generated,
    }),
    ...(isBehindKey ? {} : { foreign_key_table: null, foreign_key_column: null }),
    ...(values !== undefined && { values }),
    ...(comment !== null && { comment }),
  }
  const isPlain = column.nativeType === '' || isUsualType(place, said)
  if (isPlain) return said
  const isNamed = type !== undefined && type.schema !== null
  return {
    ...said,
    native_type: column.nativeType,
    ...(isNamed && { enum_type: enumType(model, type) }),
  }
}

/** Whether the vendor's type is the one that a column of this field type and these sizes gets. */
function isUsualType({ type, column, model }: ColumnPlace, schema: SnapshotColumn): boolean {
  try {
    const draft = columnDraft({ collection: '', field: column.name, type, meta: null }, schema)
    return nativeTypeOf(model.dialect, draft).readsAs.nativeType === column.nativeType
  } catch (error) {
    // A type that only the vendor knows, or a size beyond those that we make.
    if (error instanceof ChangeRefusedError) return false
    throw error
  }
}

function enumType({ defaultSchema }: SchemaModel, { schema, name }: EnumType): SnapshotEnumType {
  return { ...(schema !== null && schema !== defaultSchema && { schema }), name }
}
