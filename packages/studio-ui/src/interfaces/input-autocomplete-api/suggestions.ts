/** Something to write, and how it is shown. */
export interface Suggestion {
  readonly text: string
  readonly value: string
}

interface Paths {
  readonly resultsPath?: unknown
  readonly textPath?: unknown
  readonly valuePath?: unknown
}

/** Reads the suggestions out of the answer of an API; what has another form suggests nothing. */
export function suggestionsOf(answer: unknown, paths: Paths): readonly Suggestion[] {
  const results = at(answer, paths.resultsPath)
  if (!Array.isArray(results)) return []
  return results.flatMap((result): readonly Suggestion[] => {
    const value = at(result, paths.valuePath)
    const text = at(result, paths.textPath ?? paths.valuePath)
    if (typeof value !== 'string' && typeof value !== 'number') return []
    return [{ text: String(text ?? value), value: String(value) }]
  })
}

function at(value: unknown, path: unknown): unknown {
  if (typeof path !== 'string' || path === '') return value
  return path
    .split('.')
    .reduce<unknown>(
      (now, name) => (typeof now === 'object' && now !== null ? Reflect.get(now, name) : undefined),
      value,
    )
}
