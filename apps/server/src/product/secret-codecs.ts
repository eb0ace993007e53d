import { argon2id } from '@relvar/auth'
import { createSeal } from '@relvar/mail'
import type { SecretCodecs } from '@relvar/query-engine'

/** Tells what is encrypted from what was there before. */
const PREFIX = 'relvar:aes-256-gcm:'

/** How hashed and encrypted fields are kept: hashes as those of passwords, the others by `SECRET`. */
export function secretCodecs(secret: string): SecretCodecs {
  const seal = createSeal(secret, 'relvar fields')
  return {
    hash: argon2id,
    encrypt: (text) => PREFIX + seal.close(text),
    decrypt(kept) {
      if (!kept.startsWith(PREFIX)) return kept
      try {
        return seal.open(kept.slice(PREFIX.length))
      } catch (cause) {
        throw new Error('A value was encrypted with another SECRET, or changed.', { cause })
      }
    },
  }
}
