import { InvalidPayloadError, type Row } from '@relvar/query-engine'
import type { DialectName, IndexDefinition } from '@relvar/schema-introspect/model'
import type { Difference } from './deep-diff.js'
import type {
  DefaultKind,
  GenerationKind,
  Snapshot,
  SnapshotCollection,
  SnapshotColumn,
  SnapshotEnumType,
  SnapshotField,
  SnapshotForeignKey,
  SnapshotIndex,
  SnapshotRelation,
  SnapshotTable,
} from './snapshot.js'
import type { DiffEntry, SnapshotDiff } from './snapshot-diff.js'
import { Reader } from './reader.js'

/**
 * A snapshot out of whatever somebody sent. Keys that nobody knows are passed over, those that are missing
 * are as they are of a plain column.
 *
 * @throws InvalidPayloadError naming what is not as it should be
 */
export function readSnapshot(given: unknown): Snapshot {
  const reader = Reader.of(given, 'snapshot')
  const version = reader.number('version')
  if (version !== 1 && version !== 2) throw reader.wrong('version', '1 or 2')
  return {
    version,
    directus: reader.text('directus'),
    vendor: vendorOf(reader),
    ...(reader.flag('unmanaged') && { unmanaged: true }),
    collections: distinct(reader.list('collections').map(collection)),
    fields: distinct(reader.list('fields').map(field)),
    systemFields: [],
    relations: distinct(reader.list('relations').map(relation)),
  }
}

const VENDORS: readonly DialectName[] = [
  'postgres',
  'cockroachdb',
  'mysql',
  'mariadb',
  'mssql',
  'oracle',
  'sqlite',
]

/** Others call SQLite by the name of a driver, and MariaDB MySQL. */
const OTHER_NAMES: Readonly<Record<string, DialectName>> = {
  sqlite3: 'sqlite',
  pg: 'postgres',
  maria: 'mariadb',
}

function vendorOf(reader: Reader): DialectName {
  const name = reader.text('vendor')
  const found =
    VENDORS.find((each) => each === name) ??
    (Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined)
  if (found === undefined) throw reader.wrong('vendor', `one of ${VENDORS.join(', ')}`)
  return found
}

function distinct<T extends { readonly collection: string; readonly field?: string }>(
  list: readonly T[],
): readonly T[] {
  const known = new Set<string>()
  for (const { collection, field } of list) {
    const key = JSON.stringify([collection, field])
    if (known.has(key))
      throw new InvalidPayloadError(
        `The snapshot has ${[collection, field].filter((each) => each !== undefined).join('.')} twice.`,
      )
    known.add(key)
  }
  return list
}

function collection(reader: Reader): SnapshotCollection {
  const renamed = reader.textOrNull('renamed_from')
  const schema = reader.objectOrNull('schema')
  return {
    collection: reader.text('collection'),
    ...(renamed !== null && { renamed_from: renamed }),
    meta: metaOf(reader),
    ...(schema !== null && { schema: table(schema) }),
  }
}

function metaOf(reader: Reader): Row | null {
  const meta = reader.objectOrNull('meta')
  return meta === null ? null : meta.whole
}

function table(reader: Reader): SnapshotTable {
  const schema = reader.textOrNull('schema')
  const query = reader.textOrNull('query')
  const comment = reader.textOrNull('comment')
  const columns = reader.textsOrNull('columns')
  const key = reader.textsOrNull('primary_key')
  const uniques = reader.listOrNull('uniques')?.map(index)
  const indexes = reader.listOrNull('indexes')?.map(index)
  const checks = reader
    .listOrNull('checks')
    ?.map((each) => ({ name: each.text('name'), expression: each.text('expression') }))
  return {
    name: reader.text('name'),
    ...(schema !== null && { schema }),
    ...(reader.has('query') && { query }),
    ...(columns !== null && { columns }),
    ...(key !== null && { primary_key: key }),
    ...(uniques !== undefined && { uniques }),
    ...(indexes !== undefined && { indexes }),
    ...(checks !== undefined && { checks }),
    ...(comment !== null && { comment }),
  }
}

function index(reader: Reader): SnapshotIndex {
  const name = reader.textOrNull('name')
  const definition = reader.objectOrNull('definition')
  return {
    ...(name !== null && { name }),
    columns: reader.textsOrNull('columns') ?? [],
    ...(definition !== null && { definition: indexDefinition(definition) }),
  }
}

const INDEX_KINDS = ['fulltext', 'spatial'] as const

function indexDefinition(reader: Reader): IndexDefinition {
  const kind = oneOf(reader, 'kind', INDEX_KINDS)
  const [unique, sql] = [reader.flag('unique'), reader.text('sql')]
  return { unique, ...(kind !== undefined && { kind }), sql }
}

function field(reader: Reader): SnapshotField {
  const renamed = reader.textOrNull('renamed_from')
  const schema = reader.objectOrNull('schema')
  const [collection, name] = [reader.text('collection'), reader.text('field')]
  return {
    collection,
    field: name,
    ...(renamed !== null && { renamed_from: renamed }),
    type: reader.text('type'),
    meta: metaOf(reader),
    ...(schema !== null && { schema: column(schema, collection, name) }),
  }
}

const DEFAULT_KINDS: readonly DefaultKind[] = ['now', 'uuid', 'expression']
const GENERATION_KINDS: readonly GenerationKind[] = ['stored', 'virtual']

/** @throws InvalidPayloadError for any other word */
function oneOf<T extends string>(reader: Reader, key: string, words: readonly T[]): T | undefined {
  const given = reader.textOrNull(key)
  const found = words.find((word) => word === given)
  if (given !== null && found === undefined) throw reader.wrong(key, `one of ${words.join(', ')}`)
  return found
}

function column(reader: Reader, collection: string, name: string): SnapshotColumn {
  const dataType = reader.textOrNull('data_type')
  const native = reader.textOrNull('native_type')
  const known = oneOf(reader, 'default_kind', DEFAULT_KINDS)
  const generation = oneOf(reader, 'generation_kind', GENERATION_KINDS)
  const values = reader.textsOrNull('values')
  const type = reader.objectOrNull('enum_type')
  const comment = reader.textOrNull('comment')
  return {
    name,
    table: collection,
    ...(dataType !== null && { data_type: dataType }),
    default_value: reader.scalar('default_value'),
    max_length: reader.numberOrNull('max_length'),
    numeric_precision: reader.numberOrNull('numeric_precision'),
    numeric_scale: reader.numberOrNull('numeric_scale'),
    is_nullable: reader.flag('is_nullable', true),
    is_unique: reader.flag('is_unique'),
    is_indexed: reader.flag('is_indexed'),
    is_primary_key: reader.flag('is_primary_key'),
    is_generated: reader.flag('is_generated'),
    generation_expression: reader.textOrNull('generation_expression'),
    has_auto_increment: reader.flag('has_auto_increment'),
    foreign_key_table: reader.textOrNull('foreign_key_table'),
    foreign_key_column: reader.textOrNull('foreign_key_column'),
    ...(generation !== undefined && { generation_kind: generation }),
    ...(known !== undefined && { default_kind: known }),
    ...(values !== null && { values }),
    ...(comment !== null && { comment }),
    ...(native !== null && native !== '' && { native_type: native }),
    ...(type !== null && { enum_type: enumType(type) }),
  }
}

function enumType(reader: Reader): SnapshotEnumType {
  const schema = reader.textOrNull('schema')
  return { ...(schema !== null && { schema }), name: reader.text('name') }
}

function relation(reader: Reader): SnapshotRelation {
  const schema = reader.objectOrNull('schema')
  const [collection, name] = [reader.text('collection'), reader.text('field')]
  return {
    collection,
    field: name,
    related_collection: reader.textOrNull('related_collection'),
    meta: metaOf(reader),
    schema: schema === null ? null : foreignKey(schema, collection, name),
  }
}

function foreignKey(reader: Reader, collection: string, field: string): SnapshotForeignKey {
  const columns = reader.textsOrNull('columns')
  const targets = reader.textsOrNull('foreign_key_columns')
  return {
    ...(reader.has('constraint_name') && { constraint_name: reader.textOrNull('constraint_name') }),
    table: collection,
    column: reader.textOrNull('column') ?? field,
    foreign_key_table: reader.text('foreign_key_table'),
    foreign_key_column: reader.textOrNull('foreign_key_column'),
    on_update: reader.textOrNull('on_update') ?? 'NO ACTION',
    on_delete: reader.textOrNull('on_delete') ?? 'NO ACTION',
    ...(columns !== null && { columns }),
    ...(targets !== null && { foreign_key_columns: targets }),
  }
}

/**
 * A diff out of whatever somebody sent. What its differences lead to is looked at when they are made.
 *
 * @throws InvalidPayloadError where one of its lists is missing, or an entry is none
 */
export function readDiff(given: unknown): SnapshotDiff {
  const reader = Reader.of(given, 'diff')
  return {
    collections: reader.list('collections').map(entry),
    fields: reader.list('fields').map(entry),
    systemFields: reader.list('systemFields').map(entry),
    relations: reader.list('relations').map(entry),
  }
}

function entry(reader: Reader): DiffEntry {
  const field = reader.textOrNull('field')
  const renamed = reader.textOrNull('renamed_from')
  return {
    collection: reader.text('collection'),
    ...(field !== null && { field }),
    ...(reader.has('related_collection') && {
      related_collection: reader.textOrNull('related_collection'),
    }),
    ...(renamed !== null && { renamed_from: renamed }),
    diff: reader.list('diff').map(difference),
  }
}

function difference(reader: Reader): Difference {
  const kind = reader.text('kind')
  const path = reader.pathOrNull('path')
  const at = path === null ? {} : { path }
  const { lhs, rhs } = reader.whole
  switch (kind) {
    case 'N':
      return { kind, ...at, rhs }
    case 'D':
      return { kind, ...at, lhs }
    case 'E':
      return { kind, ...at, lhs, rhs }
    case 'A': {
      const item = reader.object('item')
      const end = item.text('kind')
      if (end !== 'N' && end !== 'D') throw item.wrong('kind', 'N or D')
      const whole = item.whole
      return {
        kind,
        ...at,
        index: reader.number('index'),
        item: end === 'N' ? { kind: end, rhs: whole['rhs'] } : { kind: end, lhs: whole['lhs'] },
      }
    }
    default:
      throw reader.wrong('kind', 'N, D, E or A')
  }
}
