import {
  ForbiddenError,
  InvalidPayloadError,
  type ModuleRequest,
  type ModuleRoute,
  type Row,
  type Session,
} from '@relvar/query-engine'
import { findTable } from '@relvar/schema-introspect/model'
import { forgetNames } from '../../carry/forget-names.js'
import { type CollectionDraft, collectionDraft } from '../../propose/collection-draft.js'
import { dropCollectionChanges, linkingColumns } from '../../propose/drop-changes.js'
import { forgetField, forgetHalves } from '../../propose/forget-field.js'
import { administrator, perform } from '../../propose/perform.js'
import type { Proposal, Propose, Saying } from '../../propose/proposal.js'
import { forgetCollection } from '../forget-collection.js'
import { collectionsTable } from '../tables/collections-table.js'
import { type CollectionObject, collectionViews } from '../views/collection-view.js'
import { metaOf, objectOf, objectsOf, partOf, textOf } from './body.js'
import { assertIsKeyOfRows } from './declared-key.js'
import { checkNew, createFolder, writeCollectionMeta } from './collection-meta.js'
import { createFieldRows } from './field-meta.js'
import { reservedName, type RouteParts, unknownCollection, viewedCollections } from './parts.js'

const KEYS = ['collection', 'meta', 'schema', 'fields'] as const

/** The routes of collections: what is there, what is said about it, and their tables. */
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
        DELETE: (request) => remove(request, parts),
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

async function create(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const given = (await request.body()) ?? {}
  const bodies: readonly unknown[] = Array.isArray(given) ? given : [given]
  const shown = await perform(asking, parts, async (caller, { dialect }) => {
    const drafts = bodies.map((body) => collectionDraft(body, dialect))
    const viewed = await viewedCollections(caller, parts)
    for (const { collection } of drafts) checkNew(collection, parts, viewed)
    return {
      changes: drafts.flatMap(({ table }) => (table === null ? [] : [table])),
      noted: drafts.flatMap(({ collection, meta }) =>
        meta === null ? [{ action: 'create', table: 'collections', item: collection }] : [],
      ),
      say: async (saying) => {
        for (const draft of drafts) await sayNew(saying, parts, draft)
      },
    }
  })
  if (shown !== null) return { data: shown }
  const names = bodies.map((body) => (body as Row)['collection'])
  const made = await pick(await request.session(), parts, names)
  return { data: Array.isArray(given) ? made : made[0] }
}

async function sayNew(
  { session, schema, model }: Saying,
  parts: RouteParts,
  { collection, meta, table, fields }: CollectionDraft,
): Promise<void> {
  const viewed = { ...(await viewedCollections(session, parts)), schema }
  if (table === null) return createFolder(session, parts, viewed, collection, meta ?? {})
  if (meta !== null) await writeCollectionMeta(session, parts, viewed, collection, meta)
  await createFieldRows(session, parts, collection, fields, model)
}

async function update(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { body, params } = request
  const collection = params['collection'] ?? ''
  const meta = partOf(metaOf(objectOf(await body(), KEYS), { collection }), 'meta')
  const wanted = meta === null ? [] : [{ collection, meta }]
  if (meta !== null) await assertIsKeyOfRows(asking.caller, collection, meta)
  const shown = await perform(asking, parts, () => said(wanted, parts))
  return { data: shown ?? (await view(await request.session(), parts, collection)) }
}

async function updateEach(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const wanted = objectsOf(await request.body(), KEYS).map((each) => ({
    collection: textOf(each, 'collection'),
    meta: partOf(each, 'meta') ?? {},
  }))
  for (const { collection, meta } of wanted)
    await assertIsKeyOfRows(asking.caller, collection, meta)
  const shown = await perform(asking, parts, () => said(wanted, parts))
  const names = wanted.map(({ collection }) => collection)
  return { data: shown ?? (await pick(await request.session(), parts, names)) }
}

interface Wanted {
  readonly collection: string
  readonly meta: Row
}

function said(wanted: readonly Wanted[], parts: RouteParts): Promise<Proposal> {
  const say = async ({ session }: Saying): Promise<void> => {
    for (const { collection, meta } of wanted) {
      const viewed = await viewedCollections(session, parts)
      await writeCollectionMeta(session, parts, viewed, collection, meta)
    }
  }
  return Promise.resolve({ changes: [], say })
}

/** Drops the table, with the columns of others that hold its keys, and all that is known of it. */
async function remove(request: ModuleRequest, parts: RouteParts) {
  const asking = await administrator(request, parts)
  const { names, system } = parts
  const collection = request.params['collection'] ?? ''
  const propose: Propose = async (caller, model) => {
    const { rows } = await viewedCollections(caller, parts)
    const table = findTable(model, collection)
    const isSaid = rows.some((row) => row['collection'] === collection)
    if (system.isOurs(collection)) throw new ForbiddenError(reservedName(parts))
    if (table === undefined && !isSaid) throw unknownCollection(collection)
    const links = table === undefined ? [] : linkingColumns(model, table)
    return {
      changes: table === undefined ? [] : dropCollectionChanges(model, table),
      noted: isSaid ? [] : [{ action: 'delete', table: 'collections', item: collection }],
      say: async (saying) => {
        const fields = links.map((link) => ({ collection: link.table, field: link.column }))
        for (const place of fields) await forgetField(saying, names, place)
        await forgetHalves(saying, names, collection)
        await saying.session.delete(names.id(collectionsTable.name), {
          query: { filter: { collection: { _eq: collection } }, limit: -1 },
        })
        await forgetCollection(saying.system, names, collection)
        await forgetNames(saying, names, { collections: [collection], fields })
      },
    }
  }
  const shown = await perform(asking, parts, propose, { confirmed: true })
  return shown === null ? {} : { data: shown }
}
