import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../../..')
const execute = promisify(execFile)

/** A package as npm will have it. */
export interface PackedPackage {
  readonly name: string
  /** Where its sources lie. */
  readonly folder: string
  readonly tarball: string
}

/** Builds and packs every package of the workspace that is published. */
export async function packWorkspace(destination: string): Promise<readonly PackedPackage[]> {
  await execute('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only'], {
    cwd: root,
  })
  return Promise.all(publishedFolders().map((folder) => pack(folder, destination)))
}

async function pack(folder: string, destination: string): Promise<PackedPackage> {
  const { stdout } = await execute('pnpm', ['pack', '--json', '--pack-destination', destination], {
    cwd: folder,
  })
  const { name, filename }: { name: string; filename: string } = JSON.parse(stdout)
  return { name, folder, tarball: filename }
}

function publishedFolders(): string[] {
  return globSync('{packages,apps}/*/package.json', { cwd: root })
    .filter((path) => JSON.parse(readFileSync(join(root, path), 'utf8')).private !== true)
    .map((path) => join(root, dirname(path)))
}
