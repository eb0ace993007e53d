type Values = Readonly<Record<string, unknown>>

/** What became of a field. */
export interface Change {
  readonly field: string
  /** Undefined where it is not known. */
  readonly before: unknown
  readonly after: unknown
}

/**
 * The fields that a revision changed, with what they were before.
 *
 * @param before the values as the revision before left them; null where there is none
 * @example
 * changesBetween({ status: 'new' }, { data: { status: 'paid' }, delta: { status: 'paid' } })
 * // [{ field: 'status', before: 'new', after: 'paid' }]
 */
export function changesBetween(
  before: Values | null,
  { data, delta }: { readonly data: Values | null; readonly delta: Values | null },
): readonly Change[] {
  const after = delta ?? data ?? {}
  return Object.entries(after)
    .map(([field, value]) => ({ field, before: before?.[field], after: value }))
    .filter((change) => delta !== null || !isSame(change.before, change.after))
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
