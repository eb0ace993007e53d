import { DAY, OPENING, TODAY, dateText, timestampText } from './dates.js'
import { createNamer } from './names.js'
import type { Random } from './random.js'

export type Customer = {
  readonly id: number
  readonly first_name: string
  readonly last_name: string
  readonly email: string
  readonly phone: string | null
  readonly city: string
  readonly country: string
  readonly birth_date: string | null
  readonly newsletter: boolean
  readonly created_at: string
}

/** Customers in the order in which they signed up. */
export function createCustomers(random: Random, count: number): readonly Customer[] {
  const nextPerson = createNamer(random)
  const span = TODAY - DAY - OPENING
  return Array.from({ length: count }, (_, index) => {
    const { country, first_name, last_name, email } = nextPerson()
    return {
      id: index + 1,
      first_name,
      last_name,
      email,
      phone: random.chance(0.7) ? phone(random, country.dial) : null,
      city: random.pick(country.cities),
      country: country.code,
      birth_date: random.chance(0.6)
        ? dateText(Date.UTC(random.integer(1942, 2007), 0, random.integer(1, 365)))
        : null,
      newsletter: random.chance(0.45),
      created_at: timestampText(OPENING + Math.floor(((index + random.next()) / count) * span)),
    }
  })
}

function phone(random: Random, dial: string): string {
  return `${dial} ${random.integer(20, 989)} ${random.integer(100, 999)} ${random.integer(1000, 9999)}`
}
