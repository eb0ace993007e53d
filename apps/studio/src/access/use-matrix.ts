import {
  applyChanges,
  changesTo,
  errorText,
  type MatrixCell,
  type MatrixChanges,
  type PermissionRow,
  useStudio,
} from '@relvar/studio-ui'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { permissionsKey, type PolicyPermissions, usePermissions } from './access-data.js'

/** The permissions of a policy, and how they are written. */
export interface Matrix {
  /** Undefined while they are read. */
  readonly permissions: PolicyPermissions | undefined
  readonly loadError: Error | null
  readonly retry: () => void
  /** What the last write was refused for. */
  readonly failure: string | null
  /** Shown at once, written behind that; what is refused is taken back. */
  readonly set: (cells: readonly MatrixCell[], access: 'none' | 'all') => void
  /** @throws WireError */
  readonly save: (row: PermissionRow) => Promise<void>
  /** @throws WireError */
  readonly remove: (row: PermissionRow) => Promise<void>
}

const PATH = '/permissions'

export function useMatrix(policy: string): Matrix {
  const { client, messages } = useStudio()
  const queries = useQueryClient()
  const { data, error, refetch } = usePermissions(policy)
  const [failure, setFailure] = useState<string | null>(null)
  const queryKey = permissionsKey(policy)
  /** One write after another, each on what the server has by then: what one makes has its id in the next. */
  const line = useRef({ last: Promise.resolve(), waiting: 0 })
  const known = useRef<readonly PermissionRow[]>([])
  if (line.current.waiting === 0 && data !== undefined) known.current = data.own

  function show(change: (own: readonly PermissionRow[]) => readonly PermissionRow[]): void {
    queries.setQueryData<PolicyPermissions>(
      queryKey,
      (now) => now && { ...now, own: change(now.own) },
    )
  }

  /** Answers what was made. */
  async function write(changes: MatrixChanges): Promise<readonly PermissionRow[]> {
    const { create, update, remove } = changes
    if (remove.length > 0) await client.ask(PATH, { method: 'DELETE', body: remove })
    if (update.length > 0) await client.ask(PATH, { method: 'PATCH', body: update })
    if (create.length === 0) return []
    const query = { limit: -1 }
    const request = { method: 'POST', body: create, query } as const
    return (await client.ask<readonly PermissionRow[]>(PATH, request)).data
  }

  async function setInTurn(cells: readonly MatrixCell[], access: 'none' | 'all'): Promise<void> {
    const changes = changesTo(access, cells, known.current, policy)
    try {
      const create = await write(changes)
      known.current = applyChanges(known.current, { ...changes, create })
    } catch (thrown) {
      setFailure(errorText(thrown, messages))
      const fresh = await read()
      if (fresh !== undefined) known.current = fresh.own
    }
    line.current.waiting -= 1
    if (line.current.waiting === 0) await read()
  }

  async function read(): Promise<PolicyPermissions | undefined> {
    return (await refetch()).data
  }

  return {
    permissions: data,
    loadError: error,
    retry: () => void refetch(),
    failure,
    set: (cells, access) => {
      setFailure(null)
      void queries.cancelQueries({ queryKey })
      show((own) => applyChanges(own, changesTo(access, cells, own, policy)))
      line.current.waiting += 1
      line.current.last = line.current.last.then(() => setInTurn(cells, access))
    },
    save: async (row) => {
      await (row.id === undefined
        ? client.ask(PATH, { method: 'POST', body: row })
        : client.ask(`${PATH}/${row.id}`, { method: 'PATCH', body: row }))
      await refetch()
    },
    remove: async ({ id }) => {
      await client.ask(`${PATH}/${id}`, { method: 'DELETE' })
      await refetch()
    },
  }
}
