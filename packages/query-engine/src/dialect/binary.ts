/** Binary is base64 on the wire; drivers take bytes. */
export function fromBase64(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : value
}

export function hexToBase64(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value, 'hex').toString('base64') : value
}
