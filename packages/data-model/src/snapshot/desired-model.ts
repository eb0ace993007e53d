import { InvalidPayloadError } from '@relvar/query-engine'
import type { Column, SchemaModel, Table } from '@relvar/schema-introspect/model'
import { FIELD_TYPES } from '../catalogue/field-type.js'
import { applyChange } from '../change/apply/apply-change.js'
import { settle } from '../change/apply/settle.js'
import { expandChanges } from '../change/expand-changes.js'
import { enumOfDraft } from '../change/apply/apply-enum.js'
import type { EnumDraft, ExtendEnum, SchemaChange } from '../change/schema-change.js'
import { canonicalJson } from './canonical-json.js'
import type { Snapshot, SnapshotField } from './snapshot.js'
import { tableDraft, type TableParts } from './table-draft.js'
import { tableParts } from './table-parts.js'
import { inWordsOf } from './words-of.js'

/**
 * The schema that a snapshot asks for, as the database of a model would have it: what nobody wants to be
 * different is taken over as it is, all else is what the vendor makes of it.
 *
 * @param before the snapshot of everything in `model`
 * @param desired the snapshot of everything that is to be
 * @throws ChangeRefusedError for a table that cannot be made
 */
export function desiredModel(model: SchemaModel, before: Snapshot, desired: Snapshot): SchemaModel {
  const was = tableParts(before)
  const wanted = tableParts(desired)
  const made = [...wanted].filter(([id, parts]) => !isSame(was.get(id), parts))
  const kept = [...wanted.keys()].filter((id) => !made.some(([other]) => other === id))
  const extended = extensions(model, wanted).reduce(applyChange, model)
  const base = { ...extended, tables: pick(model.tables, kept) }
  const changes = expandChanges(base, made.flatMap(creation))
  const built = changes.reduce(applyChange, base)
  const tables = Object.values(built.tables).map((table) => {
    const current = model.tables[table.id]
    const [old, parts] = [was.get(table.id), wanted.get(table.id)]
    if (isNewView(table) && parts !== undefined) return withFields(table, parts)
    if (current === undefined || old === undefined || parts === undefined) return table
    if (current.kind !== 'table' || kept.includes(table.id)) return table
    return inWordsOf({
      current,
      currentModel: model,
      desired: table,
      desiredModel: built,
      untouched: untouched(old, parts),
      unspoken: unspoken(current, old),
    })
  })
  return settle({
    ...built,
    enums: { ...extended.enums, ...built.enums },
    tables: Object.fromEntries(tables.map((table) => [table.id, table])),
  })
}

/**
 * The changes that give types of values those that the fields of a snapshot are to have. Of the lists of several
 * fields the longest counts, so that it is enough to edit one.
 *
 * @throws InvalidPayloadError where a field has a value that this one has not
 */
function extensions(
  model: SchemaModel,
  wanted: ReadonlyMap<string, TableParts>,
): readonly ExtendEnum[] {
  const longest = new Map<string, EnumDraft>()
  const drafts = [...wanted.values()].flatMap(({ fields }) => fields).flatMap(enumDraft)
  for (const draft of drafts) {
    const id = enumOfDraft(model, draft)?.id
    if (id === undefined) continue
    if (draft.values.length > (longest.get(id)?.values.length ?? 0)) longest.set(id, draft)
  }
  return [...longest].flatMap(([id, draft]): readonly ExtendEnum[] => {
    for (const other of drafts) if (enumOfDraft(model, other)?.id === id) assertWithin(other, draft)
    const isThere = model.enums[id]?.values.join('\0') === draft.values.join('\0')
    return isThere ? [] : [{ kind: 'extend-enum', enum: draft }]
  })
}

function enumDraft({ schema }: SnapshotField): readonly EnumDraft[] {
  const { enum_type: type, values } = schema ?? {}
  return type === undefined || values === undefined ? [] : [{ ...type, values }]
}

/** @throws InvalidPayloadError */
function assertWithin({ name, values }: EnumDraft, longest: EnumDraft): void {
  const kept = longest.values.filter((value) => values.includes(value))
  if (kept.join('\0') !== values.join('\0'))
    throw new InvalidPayloadError(
      `Fields of type "${name}" have other values in one than in another.`,
    )
}

/** A view that was made just now has no columns: what they are, only the database can say. */
function isNewView({ kind, columns }: Table): boolean {
  return kind === 'view' && columns.length === 0
}

/** A view with the columns that the snapshot says it has. */
function withFields(table: Table, { fields }: TableParts): Table {
  const columns = fields.flatMap(({ field, type, schema }): readonly Column[] => {
    if (schema === undefined) return []
    const { data_type: dataType = type, native_type: nativeType = dataType } = schema
    return [
      {
        name: field,
        type: COLUMN_TYPES.find((each) => each === type) ?? 'unknown',
        nativeType,
        length: schema.max_length,
        precision: schema.numeric_precision,
        scale: schema.numeric_scale,
        elementType: null,
        nullable: schema.is_nullable,
        default: null,
        generated: null,
        enum: null,
        actions: ['read'],
        comment: schema.comment ?? null,
        traits: {},
      },
    ]
  })
  return { ...table, columns }
}

const COLUMN_TYPES: readonly Column['type'][] = FIELD_TYPES.filter(
  (type): type is Column['type'] & (typeof FIELD_TYPES)[number] =>
    type !== 'alias' && !type.startsWith('geometry.'),
)

function pick(
  tables: SchemaModel['tables'],
  ids: readonly string[],
): Readonly<Record<string, Table>> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const table = tables[id]
      return table === undefined ? [] : [[id, table]]
    }),
  )
}

/** Whether the database is asked for the same; what people say about it may differ. */
function isSame(left: TableParts | undefined, right: TableParts): boolean {
  return left !== undefined && canonicalJson(structure(left)) === canonicalJson(structure(right))
}

/** The columns of a view are those of its query. */
function structure({ table, fields, relations }: TableParts): unknown {
  const { columns: _, ...rest } = table
  if (table.query !== undefined) return rest
  return {
    table: rest,
    fields: fields.flatMap(({ field, type, schema }) =>
      schema === undefined ? [] : [{ field, type, schema }],
    ),
    relations: relations.map(({ field, related_collection, schema }) => ({
      field,
      related_collection,
      schema,
    })),
  }
}

/**
 * The change that makes a table, or a view, of a snapshot.
 *
 * @throws InvalidPayloadError for a view whose query the snapshot does not have
 */
export function creation([id, parts]: readonly [string, TableParts]): readonly SchemaChange[] {
  const { name, schema, query } = parts.table
  if (query === null)
    throw new InvalidPayloadError(`The snapshot does not say what the query of view "${id}" is.`)
  if (query === undefined) return [{ kind: 'create-table', table: tableDraft(parts) }]
  return [{ kind: 'create-view', view: { ...(schema !== undefined && { schema }), name, query } }]
}

function untouched(old: TableParts, parts: TableParts): ReadonlySet<string> {
  const said = new Map(old.fields.map((each) => [each.field, each]))
  const same = parts.fields.filter(({ field, type, schema }) => {
    const before = said.get(field)
    return (
      before !== undefined &&
      schema !== undefined &&
      before.type === type &&
      canonicalJson(before.schema) === canonicalJson(schema)
    )
  })
  return new Set(same.map(({ field }) => field))
}

/** Foreign keys over columns of which the snapshot has another one, or none. */
function unspoken(current: Table, old: TableParts): Table['foreignKeys'] {
  const spoken = new Set(
    old.relations.map(({ schema }) => schema?.constraint_name).filter((name) => name !== null),
  )
  return current.foreignKeys.filter(({ name }) => !spoken.has(name))
}
