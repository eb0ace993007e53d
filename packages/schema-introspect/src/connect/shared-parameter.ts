/**
 * A parameter that may be sent once for all its places in a statement. The database has to find the same
 * type for each of them, so whoever makes it says whether it does.
 */
export interface SharedParameter {
  readonly isSharedParameter: boolean
}

export function isSharedParameter(parameter: unknown): boolean {
  const isObject = typeof parameter === 'object' && parameter !== null
  return isObject && (parameter as Partial<SharedParameter>).isSharedParameter === true
}
