/**
 * A parameter that may be sent once for all its places in a statement. The database has to find the same
 * type for each of them, so whoever makes it says whether it does.
 */
export interface SharedParameter {
  readonly isSharedParameter: boolean
}

function isSharedParameter(parameter: unknown): boolean {
  const isObject = typeof parameter === 'object' && parameter !== null
  return isObject && (parameter as Partial<SharedParameter>).isSharedParameter === true
}

/** The numbers of the parameters of one statement that may be sent once. */
export class SharedParameters {
  readonly #numbers = new Map<unknown, number>()

  clear(): void {
    this.#numbers.clear()
  }

  /** undefined for one that has not stood in the statement yet, or has to be sent for each of its places. */
  numberOf(parameter: unknown): number | undefined {
    return this.#numbers.get(parameter)
  }

  note(parameter: unknown, number: number): void {
    if (isSharedParameter(parameter)) this.#numbers.set(parameter, number)
  }
}
