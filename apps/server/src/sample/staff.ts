import { DAY, OPENING, dateText } from './dates.js'
import { createNamer } from './names.js'
import type { Random } from './random.js'
import { money } from './table.js'
import { jobs, sellers } from './words/jobs.js'

export type Employee = {
  readonly id: number
  readonly first_name: string
  readonly last_name: string
  readonly email: string
  readonly job_title: string
  readonly manager_id: number | null
  readonly hired_on: string
  readonly salary: string
  readonly active: boolean
}

/** The people of the shop, each after the person they report to. */
export function createEmployees(random: Random): readonly Employee[] {
  const nextName = createNamer(random, 'relvar-sample.example')
  const employees: Employee[] = []
  for (const job of jobs) {
    const managers = employees.filter((employee) => employee.job_title === job.under)
    for (let index = 0; index < job.count; index++) {
      const { first_name, last_name, email } = nextName()
      employees.push({
        id: employees.length + 1,
        first_name,
        last_name,
        email,
        job_title: job.title,
        manager_id: managers[index % managers.length]?.id ?? null,
        hired_on: dateText(OPENING + (job.under === null ? 0 : random.integer(0, 900)) * DAY),
        salary: money(random.integer(job.salary[0] / 100, job.salary[1] / 100) * 10_000),
        active: job.under === null || !random.chance(0.08),
      })
    }
  }
  return employees
}

/** The ids of those who serve customers. */
export function sellerIds(employees: readonly Employee[]): readonly number[] {
  return employees.filter(({ job_title }) => sellers.includes(job_title)).map(({ id }) => id)
}
