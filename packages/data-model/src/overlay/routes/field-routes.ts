import {
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
  type Session,
  UnprocessableContentError,
} from '@relvar/query-engine'
import { ALIAS_TYPES } from '../column-overlay.js'
import { type FieldObject, fieldViews, fieldViewsOf } from '../views/field-view.js'
import { objectOf, objectsOf, partOf, textOf } from './body.js'
import { createAlias, deleteAlias, type FieldsNow, writeFieldMeta } from './field-meta.js'
import {
  requireAdministrator,
  type RouteParts,
  unknownCollection,
  unknownField,
  viewedFields,
} from './parts.js'

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
  const viewed = await viewedFields(session, parts)
  const fields = fieldViewsOf(collection, viewed)
  if (fields === null) throw unknownCollection(collection)
  return { fields, rows: viewed.rows }
}

async function view(
  session: Session,
  parts: RouteParts,
  collection: string,
  field: string,
): Promise<FieldObject> {
  return find(await fieldsNow(session, parts, collection), collection, field)
}

function find({ fields }: FieldsNow, collection: string, field: string): FieldObject {
  const found = fields.find((each) => each.field === field)
  if (found === undefined) throw unknownField(collection, field)
  return found
}

async function create(
  { session, body, params: { collection = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  const given = objectOf(await body(), KEYS)
  const field = textOf(given, 'field')
  const { type = null, schema = null } = given
  const isWithout = type === null || (typeof type === 'string' && ALIAS_TYPES.includes(type))
  if (!isWithout || schema !== null)
    throw new UnprocessableContentError('This server makes no columns.')
  await caller.transaction(async (transaction) => {
    const now = await fieldsNow(transaction, parts, collection)
    const draft = { collection, field, type: type ?? 'alias', meta: partOf(given, 'meta') ?? {} }
    await createAlias(transaction, parts, now, draft)
  })
  return { data: await view(caller, parts, collection, field) }
}

async function update(
  { session, body, params: { collection = '', field = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  const given = objectOf(await body(), KEYS)
  await caller.transaction((transaction) =>
    say(transaction, parts, collection, [{ ...given, field }]),
  )
  return { data: await view(caller, parts, collection, field) }
}

async function updateEach(
  { session, body, params: { collection = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  const given = objectsOf(await body(), KEYS)
  await caller.transaction((transaction) => say(transaction, parts, collection, given))
  const { fields } = await fieldsNow(caller, parts, collection)
  const names = given.map(({ field }) => field)
  return { data: fields.filter(({ field }) => names.includes(field)) }
}

async function say(
  session: Session,
  parts: RouteParts,
  collection: string,
  bodies: readonly Row[],
): Promise<void> {
  for (const body of bodies) {
    const now = await fieldsNow(session, parts, collection)
    const field = find(now, collection, textOf(body, 'field'))
    if (changesColumn(field, body))
      throw new UnprocessableContentError('This server changes no columns.')
    const meta = partOf(body, 'meta')
    if (meta !== null) await writeFieldMeta(session, parts, now, field, meta)
  }
}

/** Whether what was sent differs from what there is: clients send back what they have read. */
function changesColumn(field: FieldObject, body: Row): boolean {
  const { type = field.type } = body
  const sent = Object.entries(partOf(body, 'schema') ?? {})
  const now = new Map<string, unknown>(Object.entries(field.schema ?? {}))
  return type !== field.type || sent.some(([name, value]) => now.get(name) !== value)
}

async function remove(
  { session, params: { collection = '', field = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  await caller.transaction(async (transaction) => {
    const found = await view(transaction, parts, collection, field)
    if (found.meta?.['system'] === true) throw unknownField(collection, field)
    if (found.schema?.is_primary_key === true)
      throw new InvalidPayloadError('The key of a collection stays.')
    if (found.schema !== null) throw new UnprocessableContentError('This server drops no columns.')
    await deleteAlias(transaction, parts, collection, field)
  })
  return {}
}
