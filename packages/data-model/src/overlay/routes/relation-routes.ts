import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Session,
  UnprocessableContentError,
} from '@relvar/query-engine'
import { relationsTable } from '../tables/relations-table.js'
import { type RelationObject, relationViews } from '../views/relation-view.js'
import { readableTables } from '../views/collection-view.js'
import { objectOf, partOf } from './body.js'
import {
  requireAdministrator,
  type RouteParts,
  unknownCollection,
  viewedRelations,
} from './parts.js'
import {
  isDeclared,
  onDeleteOf,
  relationDraft,
  relationRow,
  writeRelationMeta,
} from './relation-meta.js'

const KEYS = ['collection', 'field', 'related_collection', 'schema', 'meta'] as const

/** The routes of relations: what links there are, and what is said about them. */
export function relationRoutes(parts: RouteParts): readonly ModuleRoute[] {
  return [
    {
      path: '/relations',
      methods: {
        GET: async ({ session }) => ({
          data: relationViews(await viewedRelations(await session(), parts)),
        }),
        POST: (request) => create(request, parts),
      },
    },
    {
      path: '/relations/:collection',
      methods: {
        GET: async ({ session, params: { collection = '' } }) => ({
          data: await viewsOf(await session(), parts, collection),
        }),
      },
    },
    {
      path: '/relations/:collection/:field',
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

async function viewsOf(
  session: Session,
  parts: RouteParts,
  collection: string,
): Promise<readonly RelationObject[]> {
  const viewed = await viewedRelations(session, parts)
  const found = relationViews(viewed).filter((each) => each.collection === collection)
  const isSeen = readableTables(viewed.schema, viewed.all).some(({ id }) => id === collection)
  if (found.length === 0 && !isSeen) throw unknownCollection(collection)
  return found
}

async function view(
  session: Session,
  parts: RouteParts,
  collection: string,
  field: string,
): Promise<RelationObject> {
  const found = (await viewsOf(session, parts, collection)).find((each) => each.field === field)
  if (found === undefined)
    throw new ForbiddenError(
      `Field "${field}" of collection "${collection}" is no link that you may see.`,
    )
  return found
}

async function create({ session, body }: ModuleRequest, parts: RouteParts) {
  const caller = await session()
  requireAdministrator(caller)
  const draft = relationDraft(objectOf(await body(), KEYS))
  const { collection, field, related } = draft
  await caller.transaction(async (transaction) => {
    const viewed = await viewedRelations(transaction, parts)
    const known = relationViews(viewed).find(
      (each) => each.collection === collection && each.field === field,
    )
    const isForeignKey = known?.schema?.constraint_name !== undefined && known.meta === null
    if (known !== undefined && !(isForeignKey && known.related_collection === related))
      throw new InvalidPayloadError(`Field "${field}" of "${collection}" is a link already.`)
    const row = relationRow(draft, parts, viewed.schema)
    if (known === undefined && !isDeclared(draft, parts))
      throw new UnprocessableContentError('This server makes no foreign keys.')
    const kept = known === undefined ? onDeleteOf(draft.schema) : {}
    await transaction.create(parts.names.id(relationsTable.name), [{ ...row, ...kept }])
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
  await caller.transaction(async (transaction) => {
    const known = await link(transaction, parts, collection, field)
    const schema = partOf(given, 'schema')
    const isOurs = (known.schema?.constraint_name ?? null) === null
    const differs =
      schema !== null && Object.entries(schema).some(([name, value]) => now(known, name) !== value)
    if (differs && !isOurs)
      throw new UnprocessableContentError('This server changes no foreign keys.')
    const meta = { ...partOf(given, 'meta'), ...(isOurs && onDeleteOf(schema)) }
    await writeRelationMeta(transaction, parts, known, meta)
  })
  return { data: await view(caller, parts, collection, field) }
}

function now({ schema }: RelationObject, name: string): unknown {
  return new Map<string, unknown>(Object.entries(schema ?? {})).get(name)
}

async function remove(
  { session, params: { collection = '', field = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  await caller.transaction(async (transaction) => {
    const { schema, meta } = await link(transaction, parts, collection, field)
    if (meta?.['system'] === true)
      throw new InvalidPayloadError('Links between tables of ours stay as they are.')
    if ((schema?.constraint_name ?? null) !== null)
      throw new UnprocessableContentError('This server drops no foreign keys.')
    const filter = { many_collection: { _eq: collection }, many_field: { _eq: field } }
    await transaction.delete(parts.names.id(relationsTable.name), { query: { filter, limit: -1 } })
  })
  return {}
}

/** @throws InvalidPayloadError where there is none */
async function link(
  session: Session,
  parts: RouteParts,
  collection: string,
  field: string,
): Promise<RelationObject> {
  const found = relationViews(await viewedRelations(session, parts)).find(
    (each) => each.collection === collection && each.field === field,
  )
  if (found === undefined)
    throw new InvalidPayloadError(`Field "${field}" of "${collection}" is no link.`)
  return found
}
