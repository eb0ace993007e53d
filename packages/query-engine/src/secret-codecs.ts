/** What stands in an answer for a value that nobody may read. */
export const MASK = '**********'

/**
 * How values are kept that nobody may read in the database either: those of columns with the codec
 * `hash` or `encrypt`.
 */
export interface SecretCodecs {
  /** What is kept of a value of which no more can be learnt than whether a guess is right. */
  hash(text: string): Promise<string>
  /** Another text for the same one each time, so that equal values do not look alike. */
  encrypt(text: string): string
  /**
   * Text that was kept before its column was encrypted comes back as it is.
   *
   * @throws Error where it was encrypted with another secret, or changed
   */
  decrypt(kept: string): string
}

/** For engines that were given none: such values are neither written in clear nor read as if they were. */
export const noSecretCodecs: SecretCodecs = { hash: lacking, encrypt: lacking, decrypt: lacking }

function lacking(): never {
  throw new Error('A column is hashed or encrypted, and createEngine was given no "secrets".')
}
