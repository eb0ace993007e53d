import { browserStorage } from '@relvar/studio-ui'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../client.js'
import type { Appearance } from '../look/appearances.js'
import { studioPath } from '../place.js'

/** What `/server/setup` tells. */
export interface Setup {
  /** There is no administrator yet. */
  readonly needed: boolean
  /** Whether the set-up takes no token from here. */
  readonly open?: boolean
  readonly database?: {
    readonly vendor: string
    readonly version: string
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
  readonly project_descriptor: string | null
  readonly project_color: string
  readonly default_appearance: Appearance
  /** As BCP 47 names it. */
  readonly default_language: string
  /** For everybody who comes to the login. */
  readonly public_note: string | null
  /** Whether people may make accounts of their own, and whether each is opened by a link in a mail first. */
  readonly public_registration: boolean
  readonly public_registration_verify_email: boolean
}

const KEY = `relvar project ${studioPath}`

/** What was told of the project at the last visit, so that pages begin in its colour. */
export function keptProject(): Project | undefined {
  const kept = browserStorage.read(KEY)
  return kept === null ? undefined : (JSON.parse(kept) as Project)
}

/** What everybody is told of the project. */
export const projectQuery = queryOptions({
  queryKey: ['project'],
  queryFn: async () => {
    const { project } = (await client.ask<{ project: Project }>('/server/info')).data
    browserStorage.write(KEY, JSON.stringify(project))
    return project
  },
  initialData: keptProject,
  initialDataUpdatedAt: 0,
  staleTime: 60_000,
})
