import { randomInt } from 'node:crypto'
import { InvalidQueryError, type ModuleRoute } from '@relvar/query-engine'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LONGEST = 500
const USUAL = 32

/** `GET /utils/random/string`: letters and digits of which each is as likely as any other, for anybody. */
export const randomStringRoute: ModuleRoute = {
  path: '/utils/random/string',
  methods: { GET: ({ url }) => ({ data: randomString(lengthOf(url)) }) },
}

function lengthOf(url: URL): number {
  const text = url.searchParams.get('length') ?? String(USUAL)
  const length = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (length < 1 || length > LONGEST)
    throw new InvalidQueryError(`"length" has to be a number from 1 to ${LONGEST}.`)
  return length
}

function randomString(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}
