import { DIALECTS } from '@relvar/test-databases'
import { type RunDetails, stringify } from 'fast-check'

/** How many minutes random tests may take, for those who have them: `FUZZ_MINUTES=30 pnpm fuzz`. */
const minutes = Number(process.env['FUZZ_MINUTES'] ?? 0)

/** The databases that are there share the minutes. */
const databases = DIALECTS.filter(({ skip }) => !skip).length

/** Where random tests begin; the same seed asks the same. */
const firstSeed = Number(process.env['FUZZ_SEED'] ?? 2026)

/** The time limit of a test that goes through {@link seeds}, in milliseconds. */
export const FUZZ_TIMEOUT: number = minutes * 60_000 + 120_000

/**
 * Seeds one after another: as many as a short run has, or until the minutes are over that `FUZZ_MINUTES`
 * gives to each test file, of which each database has its part.
 *
 * @param short how many there are without `FUZZ_MINUTES`
 */
export function* seeds(short: number): Generator<number> {
  const end = Date.now() + (minutes * 60_000) / databases
  for (let index = 0; index < short || Date.now() < end; index++) yield firstSeed + index
}

/**
 * Whether something was found. fast-check calls a run failed, too, that its time limit ended before the first
 * case was done, as it may on a machine that has much else to do: whoever sets one counts what was done.
 */
export const isFinding = <T>({ failed, interrupted, counterexample }: RunDetails<T>): boolean =>
  failed && !(interrupted && counterexample === null)

/** What a person needs to see it again: the seed for all of it, the smallest question that shows it, and how. */
export function findingOf<T extends readonly unknown[]>(
  seed: number,
  { counterexample, errorInstance }: RunDetails<T>,
): string {
  const told = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  return `FUZZ_SEED=${seed} ${counterexample?.map(stringify).join(' ')} ${told}`
}
