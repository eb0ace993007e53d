import { defaultProject, type ServerInfo } from '@relvar/rest'
import type { Door } from './door.js'

const NAME = 'project_name'

/** What the settings say of the project, as everybody may see it. */
export async function projectOf(door: Door): Promise<NonNullable<ServerInfo['project']>> {
  return readProject(door, Object.keys(defaultProject))
}

/** What the project is called. */
export async function projectName(door: Door): Promise<string> {
  return String((await readProject(door, [NAME]))[NAME] ?? defaultProject[NAME])
}

async function readProject(
  door: Door,
  fields: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  return (await door.system().readOne(door.id('settings'), 1, { fields })) ?? {}
}
