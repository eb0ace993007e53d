/** A rung of the sample shop's ladder: how many hold the job, and under whom. */
export interface Job {
  readonly title: string
  readonly count: number
  /** The title of the job one rung up; null for the top. */
  readonly under: string | null
  /** Salary in whole units, from and to. */
  readonly salary: readonly [number, number]
}

export const jobs: readonly Job[] = [
  { title: 'Managing Director', count: 1, under: null, salary: [118_000, 118_000] },
  { title: 'Head of Sales', count: 1, under: 'Managing Director', salary: [82_000, 92_000] },
  { title: 'Head of Buying', count: 1, under: 'Managing Director', salary: [80_000, 90_000] },
  { title: 'Head of Logistics', count: 1, under: 'Managing Director', salary: [74_000, 86_000] },
  { title: 'Store Manager', count: 4, under: 'Head of Sales', salary: [49_000, 61_000] },
  { title: 'Sales Assistant', count: 16, under: 'Store Manager', salary: [31_000, 41_000] },
  { title: 'Telephone Sales', count: 4, under: 'Head of Sales', salary: [32_000, 40_000] },
  { title: 'Buyer', count: 4, under: 'Head of Buying', salary: [45_000, 58_000] },
  { title: 'Warehouse Lead', count: 2, under: 'Head of Logistics', salary: [42_000, 50_000] },
  { title: 'Warehouse Clerk', count: 6, under: 'Warehouse Lead', salary: [29_000, 36_000] },
]

/** The jobs whose holders sell. */
export const sellers: readonly string[] = ['Store Manager', 'Sales Assistant', 'Telephone Sales']
