import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Session,
} from '@relvar/query-engine'
import { findTable } from '@relvar/schema-introspect/model'
import { administrator, perform } from '../../propose/perform.js'
import {
  addRelationChanges,
  alterRelationChanges,
  dropRelationChanges,
} from '../../propose/relation-changes.js'
import { relationsTable } from '../tables/relations-table.js'
import { type RelationObject, relationViews } from '../views/relation-view.js'
import { readableTables } from '../views/collection-view.js'
import { metaOf, objectOf, partOf } from './body.js'
import { type RouteParts, unknownCollection, viewedRelations } from './parts.js'
import {
  isDeclared,
  onDeleteOf,
  relationDraft,
  relationRow,
  writeRelationMeta,
} from './relation-meta.js'
import { assertRelationNames } from './relation-names.js'

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

async function create(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const draft = relationDraft(objectOf(await request.body(), KEYS))
  const { collection, field, related } = draft
  const shown = await perform(asking, parts, async (caller) => {
    const viewed = await viewedRelations(caller, parts)
    const known = relationViews(viewed).find(
      (each) => each.collection === collection && each.field === field,
    )
    const isForeignKey = known?.schema?.constraint_name !== undefined && known.meta === null
    if (known !== undefined && !(isForeignKey && known.related_collection === related))
      throw new InvalidPayloadError(`Field "${field}" of "${collection}" is a link already.`)
    const row = relationRow(draft, parts, viewed.schema)
    const isOurs = known === undefined && isDeclared(draft, parts)
    const kept = isOurs ? onDeleteOf(draft.schema) : {}
    return {
      changes: known === undefined && !isOurs ? addRelationChanges(draft) : [],
      say: async ({ session, schema }) => {
        await assertRelationNames({ session, schema }, parts.names, row, null)
        await session.create(parts.names.id(relationsTable.name), [{ ...row, ...kept }])
      },
    }
  })
  return { data: shown ?? (await view(await request.session(), parts, collection, field)) }
}

async function update(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { collection = '', field = '' } = request.params
  const given = objectOf(await request.body(), [...KEYS, 'related_field'])
  const shown = await perform(asking, parts, async (caller, model) => {
    const known = await link(caller, parts, collection, field)
    const { related_collection, related_field } = known
    const asked = metaOf(given, { collection, field, related_collection, related_field })
    const schema = partOf(asked, 'schema')
    const isOurs = (known.schema?.constraint_name ?? null) === null
    const meta = { ...partOf(asked, 'meta'), ...(isOurs && onDeleteOf(schema)) }
    const table = findTable(model, collection)
    return {
      changes: table === undefined ? [] : alterRelationChanges(known, table, schema),
      say: (saying) => writeRelationMeta(saying, parts, known, meta),
    }
  })
  return { data: shown ?? (await view(await request.session(), parts, collection, field)) }
}

async function remove(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { collection = '', field = '' } = request.params
  const shown = await perform(asking, parts, async (caller) => {
    const known = await link(caller, parts, collection, field)
    if (known.meta?.['system'] === true)
      throw new InvalidPayloadError('Links between tables of ours stay as they are.')
    const filter = { many_collection: { _eq: collection }, many_field: { _eq: field } }
    const query = { filter, limit: -1 }
    return {
      changes: dropRelationChanges(known),
      noted:
        known.meta === null
          ? [{ action: 'delete', table: 'relations', item: `${collection}.${field}` }]
          : [],
      say: async ({ session }) => {
        await session.delete(parts.names.id(relationsTable.name), { query })
      },
    }
  })
  return shown === null ? {} : { data: shown }
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
