import type { Actor } from '../actor.js'
import { type Answer, type Asking, LookupsError } from '../resolve/across.js'
import { answersTo, type Elsewhere } from './read-elsewhere.js'

/** What was found in another database, for filters of a query and for the rules about it. */
export type Answers = Readonly<Partial<Record<Asking, readonly Answer[]>>>

export interface Lookups {
  /** null where there is no other database. */
  readonly elsewhere: Elsewhere | null
  /** Who asks: rules are about them. */
  readonly actor: Actor
  /** Whom dynamic variables speak of, where that is not who asks. */
  readonly about?: Actor | undefined
  readonly signal: AbortSignal | undefined
  /** The values of the query. */
  readonly values: () => readonly unknown[]
}

/**
 * Makes something of a query. Where filters or rules ask for rows of another database, they are looked up
 * and it is made again with what was found: once for the query and once for the rules at the most. Where there is nothing to look up
 * it is made at once, without a promise.
 *
 * @throws LookupsError where there is no other database
 * @throws InvalidQueryError where too many rows are found
 */
export function withLookups<T>(lookups: Lookups, make: (answers: Answers) => T): T | Promise<T> {
  try {
    return make({})
  } catch (error) {
    return makeAnswered(lookups, make, error)
  }
}

async function makeAnswered<T>(
  { elsewhere, actor, about, signal, values }: Lookups,
  make: (answers: Answers) => T,
  first: unknown,
): Promise<T> {
  let error = first
  for (let answers: Answers = {}; ;) {
    if (!(error instanceof LookupsError) || elsewhere === null) throw error
    const whom = error.asking === 'rules' ? (about ?? actor) : about
    const call = { ...(whom && { about: whom }), ...(signal && { signal }) }
    const found = await answersTo(error, values(), elsewhere, call)
    answers = { ...answers, [error.asking]: found }
    try {
      return make(answers)
    } catch (next) {
      error = next
    }
  }
}

/**
 * As {@link withLookups}, where it only matters what is made: as if nothing were found.
 *
 * @throws LookupsError where there is no other database
 */
export function asIfNothingFound<T>(elsewhere: Elsewhere | null, make: (answers: Answers) => T): T {
  for (let answers: Answers = {}; ;) {
    try {
      return make(answers)
    } catch (error) {
      if (!(error instanceof LookupsError) || elsewhere === null) throw error
      const none = error.lookups.map((lookup) => ({ lookup, links: [] }))
      answers = { ...answers, [error.asking]: none }
    }
  }
}

/** null where another database has to be asked first: what is made once has no room for its answers. */
export function unlessLookups<T>(make: () => T): T | null {
  try {
    return make()
  } catch (error) {
    if (error instanceof LookupsError) return null
    throw error
  }
}
