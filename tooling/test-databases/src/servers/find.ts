import { existsSync, globSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** The folder of a program on PATH or in one of the further places, newest version first; null if there is none. */
export function findFolder(program: string, ...places: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const file = process.platform === 'win32' ? `${program}.exe` : program
  const further = places.flatMap((place) =>
    globSync(join(place, file)).map((found) => dirname(found)),
  )
  further.sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))
  return [...folders, ...further].find((folder) => existsSync(join(folder, file))) ?? null
}
