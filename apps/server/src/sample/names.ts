import type { Random } from './random.js'
import { countries, type Country } from './words/people.js'

/** A made-up person; the address is unique among those of one namer. */
export interface Person {
  readonly country: Country
  readonly first_name: string
  readonly last_name: string
  readonly email: string
}

/** Answers a function that makes up one person after another, with addresses at `domain`. */
export function createNamer(random: Random, domain?: string): () => Person {
  const choices = countries.map((country) => [country.weight, country] as const)
  const taken = new Map<string, number>()
  return () => {
    const country = random.weighted(choices)
    const first_name = random.pick(country.firstNames)
    const last_name = random.pick(country.lastNames)
    const mailbox = toMailbox(first_name, last_name) || `guest.${country.code.toLowerCase()}`
    const count = (taken.get(mailbox) ?? 0) + 1
    taken.set(mailbox, count)
    const host = domain ?? random.pick(['example.com', 'example.org', 'example.net'])
    return {
      country,
      first_name,
      last_name,
      email: `${mailbox}${count === 1 ? '' : count}@${host}`,
    }
  }
}

/** Letters that Unicode does not take apart into a base letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  đ: 'd',
}

/** `Łukasz Groß` is `lukasz.gross`; names in other scripts give an empty text. */
function toMailbox(first: string, last: string): string {
  return [first, last]
    .map((name) =>
      name
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^\p{M}a-z]/gu, (letter) => plainLetters[letter] ?? ''),
    )
    .map((name) => name.replace(/[^a-z]/g, ''))
    .filter((name) => name !== '')
    .join('.')
}
