import { UNREACHABLE, WireError } from '@relvar/studio-ui'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../client.js'
import { presetsQuery } from './preset.js'

/** Writes to presets that nobody waits for, one after another. */
export interface PresetWrites {
  /** @param done called once it is written, and the presets are read anew */
  readonly write: (work: () => Promise<unknown>, done?: () => void) => void
  /** Why the last one failed; null once one succeeds. */
  readonly failure: Error | null
  /** Tries it again. */
  readonly again: () => void
}

/** Between two attempts, in milliseconds. */
const PAUSE = 3_000

interface Write {
  readonly work: () => Promise<unknown>
  readonly done: (() => void) | undefined
}

/** Has presets written in the order in which they were changed, so that none is made twice. */
export function usePresetWrites(): PresetWrites {
  const { mutate, error, variables } = useMutation({
    scope: { id: 'presets' },
    mutationFn: ({ work }: Write) => work(),
    // The page says already that the server is away: it is tried until somebody answers.
    retry: (_, error) => error instanceof WireError && error.code === UNREACHABLE,
    retryDelay: PAUSE,
    onSuccess: async (_, { done }) => {
      await queries.invalidateQueries({ queryKey: presetsQuery.queryKey })
      done?.()
    },
  })
  return {
    write: (work, done) => mutate({ work, done }),
    failure: error,
    again: () => variables !== undefined && mutate(variables),
  }
}
