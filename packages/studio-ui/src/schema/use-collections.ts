import { keepPreviousData, useQuery, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import type { WireClient } from '../wire/wire-client.js'
import type { NamedCollection, WireCollection, WireField, WireRelation } from '../wire/objects.js'
import type { SchemaFile } from '../wire/schema-file.js'
import { collectionTitle, describeCollection, type StudioCollection } from './studio-collection.js'
import { hasTwoLinks, possibleJunctions } from './studio-list.js'

/** A schema changes seldom: it is shown from memory, and read again in the background. */
const SCHEMA_AGE = 60_000

/** All that somebody sees, with the tables of Relvar. */
export function useCollections(): UseQueryResult<readonly NamedCollection[]> {
  const { client, naming } = useStudio()
  const named = useCallback(
    (all: readonly WireCollection[]) =>
      all.map((each) => ({ ...each, title: collectionTitle(each, naming) })),
    [naming],
  )
  return useQuery({
    queryKey: ['collections'],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly WireCollection[]>('/collections', { signal })).data,
    select: named,
    staleTime: SCHEMA_AGE,
  })
}

/** All links between what somebody sees. */
export function useRelations(): UseQueryResult<readonly WireRelation[]> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['relations'],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly WireRelation[]>('/relations', { signal })).data,
    staleTime: SCHEMA_AGE,
  })
}

/** How the fields of a collection are read, for TanStack Query. */
export interface FieldsQuery {
  readonly queryKey: readonly ['fields', string]
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<readonly WireField[]>
  readonly staleTime: number
}

export function fieldsQuery(client: WireClient, collection: string): FieldsQuery {
  return {
    queryKey: ['fields', collection],
    queryFn: async ({ signal }) => {
      const path = `/fields/${encodeURIComponent(collection)}`
      return (await client.ask<readonly WireField[]>(path, { signal })).data
    },
    staleTime: SCHEMA_AGE,
  }
}

/** The fields of a collection as the wire has them, links to its items among them. */
export function useFields(collection: string): UseQueryResult<readonly WireField[]> {
  return useQuery(fieldsQuery(useStudio().client, collection))
}

/** The fields of all collections at once, as a picture of them needs. */
export function useAllFields(): UseQueryResult<readonly WireField[]> {
  const { client } = useStudio()
  return useQuery({
    queryKey: ['fields'],
    queryFn: async ({ signal }) =>
      (await client.ask<readonly WireField[]>('/fields', { signal })).data,
    staleTime: SCHEMA_AGE,
  })
}

/** What there is of some collections, as a schema file has it, whoever has said something about them or not. */
export function useSchemaFile(collections: readonly string[]): UseQueryResult<SchemaFile> {
  const { client } = useStudio()
  const names = [...new Set(collections)].filter((name) => name !== '').toSorted()
  return useQuery({
    queryKey: ['schema-file', ...names],
    enabled: names.length > 0,
    queryFn: async ({ signal }) => {
      const query = { includeCollections: names.join(','), unmanaged: 'true' }
      return (await client.ask<SchemaFile>('/schema/snapshot', { query, signal })).data
    },
    placeholderData: keepPreviousData,
  })
}

/** A collection that is being read, or why it cannot be. */
export interface CollectionResult {
  /** Undefined while it is read. */
  readonly collection: StudioCollection | undefined
  /** There is no such collection, or it may not be seen. */
  readonly isMissing: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** A collection with its fields, described for lists and forms. */
export function useCollection(id: string): CollectionResult {
  const { client, naming } = useStudio()
  const collections = useCollections()
  const relations = useRelations()
  const own = collections.data?.find(({ collection }) => collection === id)
  const names = useMemo(() => neededNames(id, relations.data ?? []), [id, relations.data])
  // Its own fields are read beside what tells whose else are needed.
  const isPossible = id !== '' && (collections.data === undefined || own !== undefined)
  const wanted = isPossible ? [id, ...names] : []
  const fields = useQueries({
    queries: wanted.map((name) => fieldsQuery(client, name)),
    combine: (results) => ({
      data: results.map(({ data }) => data),
      error: results[0]?.error ?? null,
      retry: () => results.forEach((each) => void each.refetch()),
      isReady: results.length > 0 && results.every(({ isPending }) => !isPending),
    }),
  })
  const collection = useMemo(() => {
    const all = collections.data
    if (!fields.isReady || all === undefined || relations.data === undefined) return undefined
    const [table, ...linked] = wanted.flatMap((name, index) => {
      const found = all.find((each) => each.collection === name)
      const data = fields.data[index]
      return found === undefined || data === undefined ? [] : [{ collection: found, fields: data }]
    })
    if (table === undefined || table.collection.collection !== id) return undefined
    return describeCollection(table, linked, relations.data, naming, all)
    // `wanted` follows from the others.
  }, [id, collections.data, relations.data, fields.data, fields.isReady, naming])
  return {
    collection,
    isMissing: collections.data !== undefined && own === undefined,
    // Fields that are refused before it is known whether the collection is there say nothing yet.
    error: collections.error ?? relations.error ?? (own === undefined ? null : fields.error),
    retry: () => {
      void collections.refetch()
      void relations.refetch()
      fields.retry()
    },
  }
}

/** What a collection links to, itself left out. */
export function linkedNames(id: string, relations: readonly WireRelation[]): readonly string[] {
  const targets = relations
    .filter(({ collection }) => collection === id)
    .flatMap(({ related_collection: target }) => target ?? [])
  return [...new Set(targets)].filter((name) => name !== id)
}

/**
 * Whose fields are needed to describe a collection: those that it links to, what stands on both sides of those that
 * may be junctions, as these are named by that, and its own junctions.
 */
function neededNames(id: string, relations: readonly WireRelation[]): readonly string[] {
  const linked = linkedNames(id, relations)
  const sides = linked.filter((each) => hasTwoLinks(each, relations))
  const needed = new Set([
    ...linked,
    ...sides.flatMap((each) => linkedNames(each, relations)),
    ...possibleJunctions(id, relations),
  ])
  return [...needed].filter((name) => name !== id)
}
