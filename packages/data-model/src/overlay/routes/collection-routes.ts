import {
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
  type Session,
  UnprocessableContentError,
} from '@relvar/query-engine'
import { type CollectionObject, collectionViews } from '../views/collection-view.js'
import { objectOf, objectsOf, partOf, textOf } from './body.js'
import { createFolder, writeCollectionMeta } from './collection-meta.js'
import {
  requireAdministrator,
  type RouteParts,
  unknownCollection,
  viewedCollections,
} from './parts.js'

const KEYS = ['collection', 'meta', 'schema', 'fields'] as const

/** The routes of collections: what is there, and what is said about it. */
export function collectionRoutes(parts: RouteParts): readonly ModuleRoute[] {
  return [
    {
      path: '/collections',
      methods: {
        GET: async ({ session }) => ({ data: await views(await session(), parts) }),
        SEARCH: (request) => search(request, parts),
        POST: (request) => create(request, parts),
        PATCH: (request) => updateEach(request, parts),
      },
    },
    {
      path: '/collections/:collection',
      methods: {
        GET: async ({ session, params: { collection = '' } }) => ({
          data: await view(await session(), parts, collection),
        }),
        PATCH: (request) => update(request, parts),
      },
    },
  ]
}

async function views(session: Session, parts: RouteParts): Promise<readonly CollectionObject[]> {
  return collectionViews(await viewedCollections(session, parts))
}

async function view(session: Session, parts: RouteParts, id: string): Promise<CollectionObject> {
  const [found] = await pick(session, parts, [id])
  if (found === undefined) throw unknownCollection(id)
  return found
}

async function pick(
  session: Session,
  parts: RouteParts,
  ids: readonly unknown[],
): Promise<readonly CollectionObject[]> {
  return (await views(session, parts)).filter(({ collection }) => ids.includes(collection))
}

async function search({ session, body }: ModuleRequest, parts: RouteParts) {
  const { keys } = objectOf((await body()) ?? {}, ['keys', 'query'])
  const caller = await session()
  if (keys === undefined) return { data: await views(caller, parts) }
  if (!Array.isArray(keys)) throw new InvalidPayloadError('"keys" has to be an array.')
  return { data: await pick(caller, parts, keys) }
}

async function create({ session, body }: ModuleRequest, parts: RouteParts) {
  const caller = await session()
  requireAdministrator(caller)
  const given = (await body()) ?? {}
  const wanted = (Array.isArray(given) ? objectsOf(given, KEYS) : [objectOf(given, KEYS)]).map(
    folder,
  )
  await caller.transaction(async (transaction) => {
    for (const { collection, meta } of wanted)
      await createFolder(
        transaction,
        parts,
        await viewedCollections(transaction, parts),
        collection,
        meta,
      )
  })
  const names = wanted.map(({ collection }) => collection)
  const made = await pick(caller, parts, names)
  return { data: Array.isArray(given) ? made : made[0] }
}

function folder(body: Row): { readonly collection: string; readonly meta: Row } {
  const collection = textOf(body, 'collection')
  if (partOf(body, 'schema') !== null)
    throw new UnprocessableContentError('This server makes no tables.')
  return { collection, meta: partOf(body, 'meta') ?? {} }
}

async function update(
  { session, body, params: { collection = '' } }: ModuleRequest,
  parts: RouteParts,
) {
  const caller = await session()
  requireAdministrator(caller)
  const meta = partOf(objectOf(await body(), KEYS), 'meta')
  if (meta !== null)
    await writeCollectionMeta(
      caller,
      parts,
      await viewedCollections(caller, parts),
      collection,
      meta,
    )
  return { data: await view(caller, parts, collection) }
}

async function updateEach({ session, body }: ModuleRequest, parts: RouteParts) {
  const caller = await session()
  requireAdministrator(caller)
  const wanted = objectsOf(await body(), KEYS).map((each) => ({
    collection: textOf(each, 'collection'),
    meta: partOf(each, 'meta') ?? {},
  }))
  await caller.transaction(async (transaction) => {
    for (const { collection, meta } of wanted)
      await writeCollectionMeta(
        transaction,
        parts,
        await viewedCollections(transaction, parts),
        collection,
        meta,
      )
  })
  return {
    data: await pick(
      caller,
      parts,
      wanted.map(({ collection }) => collection),
    ),
  }
}
