import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Makes a text unreadable for whoever sees where it is kept. */
export interface Seal {
  close(text: string): string
  /** @throws Error where it was closed with another secret, or changed */
  open(sealed: string): string
}

/**
 * AES-256-GCM with a key made of the secret.
 *
 * @param purpose what is sealed: what was sealed for one purpose does not open for another
 * @example
 * const seal = createSeal(process.env.SECRET, 'relvar mail')
 * seal.open(seal.close('text')) // 'text'
 */
export function createSeal(secret: string, purpose: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32))
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const body = NONCE_BYTES + TAG_BYTES
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, body))
      return decipher.update(bytes.subarray(body), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
