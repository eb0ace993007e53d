import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { WireError } from '../wire/wire-error.js'
import { makeChange, type SchemaChange } from './schema-request.js'

/** Changes of the schema, one at a time. */
export interface SchemaChanging {
  readonly isBusy: boolean
  /** What the server said of the last one. */
  readonly error: WireError | null
  /** Answers whether all were made; those after one that was refused are not tried. */
  run(changes: readonly SchemaChange[], confirmed?: boolean): Promise<boolean>
  clear(): void
}

/** Makes changes of the schema, and has everything that shows it read anew. */
export function useSchemaChange(): SchemaChanging {
  const { client } = useStudio()
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  // A second press comes before the button is disabled.
  const busy = useRef(false)

  async function run(changes: readonly SchemaChange[], confirmed = false): Promise<boolean> {
    if (busy.current) return false
    busy.current = true
    setBusy(true)
    setError(null)
    try {
      for (const each of changes) await makeChange(client, each, confirmed)
      return true
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown
      setError(thrown)
      return false
    } finally {
      await Promise.all(
        ['collections', 'fields', 'relations', 'schema-file', 'items'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      )
      busy.current = false
      setBusy(false)
    }
  }
  return { isBusy, error, run, clear: () => setError(null) }
}
