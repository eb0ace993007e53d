import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
  type Session,
} from '@relvar/query-engine'
import { findTable, type SchemaModel } from '@relvar/schema-introspect/model'
import { forgetNames } from '../../carry/forget-names.js'
import { changedMeta, columnChanges } from '../../propose/changed-field.js'
import { dropFieldChanges } from '../../propose/drop-changes.js'
import { addFieldChanges, type FieldDraft, fieldDraft } from '../../propose/field-draft.js'
import { forgetField } from '../../propose/forget-field.js'
import { administrator, type Asking, perform, type Shown } from '../../propose/perform.js'
import type { NotedChange, Propose, Saying } from '../../propose/proposal.js'
import type { FieldRow } from '../overlay-rows.js'
import type { Viewed } from '../views/collection-view.js'
import { type FieldObject, fieldViews, fieldViewsOf } from '../views/field-view.js'
import { metaOf, objectOf, objectsOf, textOf } from './body.js'
import {
  checkFieldName,
  createAlias,
  deleteAlias,
  type FieldsNow,
  writeFieldMeta,
} from './field-meta.js'
import { type RouteParts, unknownCollection, unknownField, viewedFields } from './parts.js'

const KEYS = ['collection', 'field', 'type', 'schema', 'meta'] as const

/** The routes of fields: what is there, and what is said about it. */
export function fieldRoutes(parts: RouteParts): readonly ModuleRoute[] {
  return [
    {
      path: '/fields',
      methods: {
        GET: async ({ session }) => ({
          data: fieldViews(await viewedFields(await session(), parts)),
        }),
      },
    },
    {
      path: '/fields/:collection',
      methods: {
        GET: async ({ session, params: { collection = '' } }) => ({
          data: (await fieldsNow(await session(), parts, collection)).fields,
        }),
        POST: (request) => create(request, parts),
        PATCH: (request) => updateEach(request, parts),
      },
    },
    {
      path: '/fields/:collection/:field',
      methods: {
        GET: async ({ session, params: { collection = '', field = '' } }) => ({
          data: await view(await session(), parts, collection, field),
        }),
        PATCH: (request) => update(request, parts),
        DELETE: (request) => remove(request, parts),
      },
    },
  ]
}

async function fieldsNow(
  session: Session,
  parts: RouteParts,
  collection: string,
): Promise<FieldsNow> {
  const model = parts.database?.schema() ?? null
  return fieldsIn(await viewedFields(session, parts), collection, model)
}

/** The fields as they will be, for what is said of them. */
async function fieldsThen(
  { session, schema, model }: Pick<Saying, 'session' | 'schema' | 'model'>,
  parts: RouteParts,
  collection: string,
): Promise<FieldsNow> {
  return fieldsIn({ ...(await viewedFields(session, parts)), schema }, collection, model)
}

function fieldsIn(
  viewed: Viewed<FieldRow>,
  collection: string,
  model: SchemaModel | null,
): FieldsNow {
  const fields = fieldViewsOf(collection, viewed)
  if (fields === null) throw unknownCollection(collection)
  return { fields, rows: viewed.rows, schema: viewed.schema, model }
}

async function view(
  session: Session,
  parts: RouteParts,
  collection: string,
  field: unknown,
): Promise<FieldObject> {
  return find(await fieldsNow(session, parts, collection), collection, field)
}

function find({ fields }: FieldsNow, collection: string, field: unknown): FieldObject {
  const found = fields.find((each) => each.field === field)
  if (found === undefined) throw unknownField(collection, String(field))
  return found
}

async function create(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const collection = request.params['collection'] ?? ''
  const given = metaOf(objectOf(await request.body(), KEYS), { collection })
  const shown = await perform(asking, parts, async (caller, { dialect }) => {
    const draft = fieldDraft(given, dialect)
    checkFieldName({ ...draft, collection }, await fieldsNow(caller, parts, collection))
    if (draft.column !== null && parts.system.isOurs(collection))
      throw new ForbiddenError(
        `The columns of "${collection}" are Relvar's own. Make a collection that links to it: its fields are read and written as part of each item.`,
      )
    return {
      changes: addFieldChanges(collection, draft),
      noted: draft.meta === null ? [noted('create', collection, draft.field)] : [],
      say: (saying) => sayNew(saying, parts, collection, draft),
    }
  })
  return { data: shown ?? (await view(await request.session(), parts, collection, given['field'])) }
}

function noted(action: NotedChange['action'], collection: string, field: string): NotedChange {
  return { action, table: 'fields', item: `${collection}.${field}` }
}

async function sayNew(
  saying: Saying,
  parts: RouteParts,
  collection: string,
  { field, type, column, meta }: FieldDraft,
): Promise<void> {
  if (meta === null) return
  const { session } = saying
  const now = await fieldsThen(saying, parts, collection)
  if (column === null) return createAlias(session, parts, now, { collection, field, type, meta })
  await writeFieldMeta(session, parts, now, find(now, collection, field), meta)
}

async function update(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { collection = '', field = '' } = request.params
  const given = metaOf(objectOf(await request.body(), KEYS), { collection, field })
  const shown = await change(asking, parts, collection, [{ ...given, field }])
  return { data: shown ?? (await view(await request.session(), parts, collection, field)) }
}

async function updateEach(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const collection = request.params['collection'] ?? ''
  const given = objectsOf(await request.body(), KEYS).map((each) => metaOf(each, { collection }))
  const shown = await change(asking, parts, collection, given)
  if (shown !== null) return { data: shown }
  const { fields } = await fieldsNow(await request.session(), parts, collection)
  const names = given.map(({ field }) => field)
  return { data: fields.filter(({ field }) => names.includes(field)) }
}

function change(
  asking: Asking,
  parts: RouteParts,
  collection: string,
  bodies: readonly Row[],
): Promise<Shown | null> {
  return perform(asking, parts, async (caller, model) => {
    const now = await fieldsNow(caller, parts, collection)
    const wanted = bodies.map((body) => {
      const field = find(now, collection, textOf(body, 'field'))
      const meta = changedMeta(field, body, model.dialect)
      return { field, meta, changes: columnChanges(field, body, model) }
    })
    return {
      changes: wanted.flatMap(({ changes }) => changes),
      noted: wanted
        .filter(({ meta, changes }) => meta === null && changes.length > 0)
        .map(({ field }) => noted('update', collection, field.field)),
      say: async (saying) => {
        for (const { field, meta } of wanted) {
          if (meta === null) continue
          const then = await fieldsThen(saying, parts, collection)
          await writeFieldMeta(
            saying.session,
            parts,
            then,
            find(then, collection, field.field),
            meta,
          )
        }
      },
    }
  })
}

async function remove(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { collection = '', field = '' } = request.params
  const propose: Propose = async (caller, model) => {
    const found = await view(caller, parts, collection, field)
    const table = findTable(model, collection)
    if (found.meta?.['system'] === true) throw unknownField(collection, field)
    if (found.schema === null)
      return { changes: [], say: ({ session }) => deleteAlias(session, parts, collection, field) }
    if (found.schema.is_primary_key) throw new InvalidPayloadError('The key of a collection stays.')
    if (table === undefined) throw unknownField(collection, field)
    return {
      changes: dropFieldChanges(table, field),
      noted: found.meta === null ? [noted('delete', collection, field)] : [],
      say: async (saying) => {
        await forgetField(saying, parts.names, { collection, field })
        await forgetNames(saying, parts.names, { collections: [], fields: [{ collection, field }] })
      },
    }
  }
  const shown = await perform(asking, parts, propose, { confirmed: true })
  return shown === null ? {} : { data: shown }
}
