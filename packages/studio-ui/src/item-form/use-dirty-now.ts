import { useLayoutEffect, useRef } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

/**
 * Tells whether a form holds something else than it began with, as of the moment of the asking.
 * `formState.isDirty` is as of the last time that the form was painted: a key that follows close upon another
 * comes before that, and what decides whether typed text is given up must not go by it.
 */
export function useDirtyNow<T extends FieldValues>({
  formState,
  subscribe,
}: UseFormReturn<T>): () => boolean {
  const isDirty = useRef(formState.isDirty)
  // Nobody can type before this.
  useLayoutEffect(
    () =>
      subscribe({
        formState: { isDirty: true },
        callback(now) {
          isDirty.current = now.isDirty === true
        },
      }),
    [subscribe],
  )
  return () => isDirty.current
}
