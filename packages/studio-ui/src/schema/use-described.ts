import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { describeCollection, type StudioCollection } from './studio-collection.js'
import { fieldsQuery, linkedNames, useCollections, useRelations } from './use-collections.js'

/** Collections with their fields, as far as they are read; for what looks at several at once. */
export function useDescribed(ids: readonly string[]): ReadonlyMap<string, StudioCollection> {
  const { client, naming } = useStudio()
  const collections = useCollections().data
  const relations = useRelations().data
  const wanted = useMemo(() => {
    const linked = ids.flatMap((id) => linkedNames(id, relations ?? []))
    return relations === undefined ? [] : [...new Set([...ids, ...linked])]
  }, [ids, relations])
  const fields = useQueries({
    queries: wanted.map((id) => fieldsQuery(client, id)),
    combine: combineData,
  })
  return useMemo(() => {
    const tables = wanted.flatMap((id, index) => {
      const collection = collections?.find((each) => each.collection === id)
      const data = fields[index]
      return collection === undefined || data === undefined ? [] : [{ collection, fields: data }]
    })
    const described = ids.flatMap((id) => {
      const table = tables.find((each) => each.collection.collection === id)
      if (table === undefined) return []
      const near = new Set(linkedNames(id, relations ?? []))
      const linked = tables.filter((each) => near.has(each.collection.collection))
      return [[id, describeCollection(table, linked, relations ?? [], naming)] as const]
    })
    return new Map(described)
  }, [ids, wanted, collections, relations, fields, naming])
}

function combineData<T>(results: readonly { readonly data: T }[]): readonly T[] {
  return results.map(({ data }) => data)
}
