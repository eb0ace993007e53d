import { queryOptions } from '@tanstack/react-query'
import { client } from '../client.js'

/** What `/server/setup` tells. */
export interface Setup {
  /** There is no administrator yet. */
  readonly needed: boolean
  /** Whether the set-up takes no token from here. */
  readonly open?: boolean
  readonly database?: {
    readonly vendor: string
    readonly tables: readonly string[]
    readonly views: readonly string[]
  } | null
}

/** @param token as the server printed it; '' for none */
export function setupQuery(token: string) {
  return queryOptions({
    queryKey: ['setup', token],
    queryFn: async () => (await client.ask<Setup>('/server/setup', { query: { token } })).data,
  })
}

interface Project {
  readonly project_name: string
  /** For everybody who comes to the login. */
  readonly public_note: string | null
}

/** What everybody is told of the project. */
export const projectQuery = queryOptions({
  queryKey: ['project'],
  queryFn: async () => {
    const { data } = await client.ask<{ project: Project }>('/server/info')
    return data.project
  },
  staleTime: 60_000,
})
