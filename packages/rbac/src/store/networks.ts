import { BlockList, isIP } from 'node:net'

/** Thrown for an entry that is no address, range or network. */
export class InvalidNetworkError extends Error {
  override readonly name = 'InvalidNetworkError'

  constructor(entry: string) {
    super(`"${entry}" is no IP address, range (10.0.0.1-10.0.0.9) or network (10.0.0.0/8).`)
  }
}

/**
 * Whether an address lies in one of the networks. One that is not known lies in none.
 *
 * @example
 * isWithin('10.1.2.3', ['10.0.0.0/8', '192.168.0.1-192.168.0.9']) // true
 *
 * @throws InvalidNetworkError
 */
export function isWithin(address: string | null, networks: readonly string[]): boolean {
  if (address === null) return false
  const plain = unmapped(address)
  const family = familyOf(plain)
  return family !== null && listOf(networks).check(plain, family)
}

/** @throws InvalidNetworkError for the first entry that means nothing */
export function assertNetworks(networks: readonly string[]): void {
  listOf(networks)
}

/** Whether every entry means something. */
export function areNetworks(networks: readonly string[]): boolean {
  try {
    assertNetworks(networks)
    return true
  } catch (error) {
    if (error instanceof InvalidNetworkError) return false
    throw error
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of networks) add(list, entry.trim())
  return list
}

function add(list: BlockList, entry: string): void {
  const [from = '', to, tooMany] = entry.split('-')
  const [network = '', bits] = entry.split('/')
  const family = familyOf(to === undefined ? network : from)
  if (family === null || tooMany !== undefined) throw new InvalidNetworkError(entry)
  try {
    if (to !== undefined) list.addRange(from, to, family)
    else if (bits !== undefined) list.addSubnet(network, prefixLength(bits), family)
    else list.addAddress(entry, family)
  } catch (cause) {
    throw cause instanceof InvalidNetworkError ? cause : new InvalidNetworkError(entry)
  }
}

function prefixLength(bits: string): number {
  // A number out of range is refused by the list itself.
  return /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6'
}

/** An IPv4 address as a socket for both families reports it. */
function unmapped(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
}
