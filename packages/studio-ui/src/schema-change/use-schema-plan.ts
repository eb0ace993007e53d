import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useStudio } from '../provider/studio-provider.js'
import { planChange, type SchemaPlan, type SchemaChange } from './schema-request.js'

/** How long nobody has to have typed, in milliseconds. */
const QUIET = 250

/** The SQL of a change that is being put together. */
export interface SchemaPlanResult {
  /** That of the change before, while a new one is on its way; null where there is none. */
  readonly plan: SchemaPlan | null
  /** Why the change would be refused. */
  readonly error: Error | null
  /** The plan is that of the change as it is now. */
  readonly isCurrent: boolean
}

/**
 * Shows the SQL of a change as it is typed.
 *
 * @param change null while it is not complete
 */
export function useSchemaPlan(change: SchemaChange | null): SchemaPlanResult {
  const { client } = useStudio()
  const now = change === null ? null : JSON.stringify(change)
  const [settled] = useDebouncedValue(now, QUIET)
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['schema-plan', settled],
    enabled: settled !== null,
    queryFn: ({ signal }) => planChange(client, JSON.parse(settled ?? '') as SchemaChange, signal),
    // The schema may be another the next time.
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  })
  const isCurrent = now !== null && now === settled && !isFetching && !isPlaceholderData
  return {
    plan: now === null ? null : (data ?? null),
    error: now === null || now !== settled || isFetching ? null : error,
    isCurrent,
  }
}
