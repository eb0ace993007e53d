declare module 'vitest' {
  interface TaskMeta {
    skipReason?: string
  }
}

/** What tells the run of a test or a suite why it is skipped. */
export interface SkipMark {
  readonly skipReason?: string
}

/** What a test or a suite is told, of Vitest's options, to be skipped. */
export interface SkipOptions {
  readonly skip?: boolean
  readonly meta?: SkipMark
}

/**
 * Has a test or a suite skipped where there is a reason, which the run tells. Those of a vendor that is missing need
 * only `skipIf` and its name in that of their suite.
 *
 * @param reason why it cannot run here; null where it can
 *
 * @example
 * describe('the Studio', { timeout: 120_000, ...skipFor(noBrowser) }, () => { ... })
 * it('keeps empty texts', skipFor(dialect.skip ?? (isOracle ? 'oracle: empty text is null' : null)), async () => { ... })
 */
export function skipFor(reason: string | null): SkipOptions {
  return reason === null ? {} : { skip: true, meta: { skipReason: reason } }
}
