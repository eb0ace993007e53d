import { InvalidQueryError, type RouteParameter } from '@relvar/query-engine'

/** What the query string of a change says about how it is to be made. */
export interface Asked {
  /** `dry_run`: the statements are shown, and nothing is done. */
  readonly dryRun: boolean
  /** `confirm`: values that go with the change are meant to. */
  readonly confirm: boolean
  /** `concurrentIndexCreation`: indexes are built while others go on writing. */
  readonly concurrentIndexes: boolean
}

type Parameters = Readonly<Record<string, RouteParameter>>

const dryRun: RouteParameter = {
  type: 'boolean',
  about: 'Answers the SQL that would be sent, and warnings; nothing is done.',
}
const confirm: RouteParameter = {
  type: 'boolean',
  about: 'What may lose values is meant; without it such a change is refused.',
}
const concurrentIndexCreation: RouteParameter = {
  type: 'boolean',
  about:
    'Indexes are built while others write, where the database can, and outside the transaction.',
}

/** What the description of the API says of the parameters of routes: those that make, change, and do neither but can show. */
export const askedParameters: Readonly<Record<'make' | 'change' | 'show', Parameters>> = {
  make: { dry_run: dryRun, concurrentIndexCreation },
  change: { dry_run: dryRun, confirm, concurrentIndexCreation },
  show: { dry_run: dryRun },
}

const NAMES = ['dry_run', 'confirm', 'concurrentIndexCreation'] as const

/**
 * Parameters that nobody knows are passed over, but not one that was meant to be one of these: what should
 * only have been shown would be done.
 *
 * @throws InvalidQueryError where one of them is neither true nor false, or is spelt almost as it should be
 */
export function askedOf({ searchParams }: URL): Asked {
  for (const name of searchParams.keys()) assertNoSlip(name)
  return {
    dryRun: isSet(searchParams, 'dry_run'),
    confirm: isSet(searchParams, 'confirm'),
    concurrentIndexes: isSet(searchParams, 'concurrentIndexCreation'),
  }
}

/** `dryRun` and `dry-run` count as slips, however many letters differ in case or in what joins them. */
function assertNoSlip(given: string): void {
  if (NAMES.some((name) => name === given)) return
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_\s]/g, '')
  const meant = NAMES.find((name) => slips(plain(given), plain(name)) <= 2)
  if (meant !== undefined)
    throw new InvalidQueryError(`"${given}" is no parameter; did you mean "${meant}"?`)
}

/** How many letters have to be put in, taken out or replaced: the distance of Levenshtein. */
function slips(from: string, to: string): number {
  // What is longer by more than two is not compared: the length of a name is up to whoever sends it.
  if (Math.abs(from.length - to.length) > 2) return Infinity
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...to].entries()) {
      const replaced = (row[at] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** Its name alone says yes. */
function isSet(parameters: URLSearchParams, name: string): boolean {
  const value = parameters.get(name)
  if (value === null || value === 'false' || value === '0') return false
  if (value === '' || value === 'true' || value === '1') return true
  throw new InvalidQueryError(`"${name}" is true or false.`)
}
