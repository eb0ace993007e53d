import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../client.js'
import { useKnownMe } from '../session/session.js'
import { type ProjectText, textsFor } from './texts-for.js'

const NO_TEXTS: readonly ProjectText[] = []

/**
 * What each `$t:key` stands for, for whoever is signed in; nothing until that is read.
 *
 * @param languages the one that is meant first
 */
export function useProjectTexts(languages: readonly string[]): ReadonlyMap<string, string> {
  const me = useKnownMe()
  const bases = [...new Set(languages.map((each) => each.split('-', 1)[0]))]
  const { data = NO_TEXTS } = useQuery({
    queryKey: ['translations', ...bases],
    enabled: me?.app === true,
    queryFn: async ({ signal }) => {
      const filter = { _or: bases.map((base) => ({ language: { _istarts_with: base } })) }
      const query = { filter: JSON.stringify(filter), limit: -1 }
      return (await client.ask<readonly ProjectText[]>('/translations', { query, signal })).data
    },
    staleTime: 60_000,
  })
  const wanted = languages.join()
  return useMemo(() => textsFor(data, wanted.split(',')), [data, wanted])
}
