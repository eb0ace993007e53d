import { isIPv4 } from 'node:net'

/**
 * Whether a host name leads to this machine and nowhere else: `localhost`, names below it, 127.0.0.0/8
 * and ::1, with or without brackets.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true
  return isIPv4(name) && name.startsWith('127.')
}
