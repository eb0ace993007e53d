import { InvalidQueryError } from '@relvar/query-engine'

/** Reads `limit`: -1 is no limit. Empty text is an error here, unlike elsewhere: nobody means "all" or "none" by it. */
export function readLimit(name: string, value: unknown): number | undefined {
  return readInteger(name, value, -1)
}

export function readOffset(name: string, value: unknown): number | undefined {
  return readInteger(name, value, 0)
}

/** Pages count from 1; page 0 is page 1 too. */
export function readPage(name: string, value: unknown): number | undefined {
  const page = readInteger(name, value, 0)
  return page === 0 ? 1 : page
}

function readInteger(name: string, value: unknown, least: number): number | undefined {
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number
  throw new InvalidQueryError(`"${name}" has to be a whole number of at least ${least}.`)
}
