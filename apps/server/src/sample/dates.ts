/** Milliseconds of one day. */
export const DAY = 86_400_000

/** The sample shop's "today": fixed, so that the data is the same whenever it is made. */
export const TODAY: number = Date.UTC(2026, 9, 31, 18)

/** The first day of business. */
export const OPENING: number = Date.UTC(2023, 2, 1)

/** `2026-10-31`. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** `2026-10-31 18:00:00`, in UTC: what `current_timestamp` writes too. */
export function timestampText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}
