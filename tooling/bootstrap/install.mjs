// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, step } from './child.mjs'

/** The folders whose subfolders are members of the workspace, as pnpm-workspace.yaml lists them. */
const memberFolders = ['packages', 'apps', 'tooling', 'examples', '.']

/**
 * Installs unless nothing that decides about node_modules has changed since the last success.
 *
 * @param {string} root
 * @param {{ readonly command: string, readonly args: readonly string[], readonly env?: NodeJS.ProcessEnv }} pnpm
 * @returns {Promise<number>} pnpm's exit code
 */
export async function installIfChanged(root, pnpm) {
  const stamp = join(root, 'node_modules/.relvar-installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)) return 0
  step('Installing packages')
  rmSync(stamp, { force: true })
  const code = await run(pnpm.command, [...pnpm.args, 'install'], {
    cwd: root,
    env: pnpm.env ?? process.env,
  })
  if (code === 0) {
    mkdirSync(join(root, 'node_modules'), { recursive: true })
    writeFileSync(stamp, fingerprint(root)) // after pnpm, which may have written the lock file
  }
  return code
}

/**
 * A hash of everything that decides what an installation puts into node_modules.
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests(root)]
  for (const file of files) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`\0${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** @param {string} root */
function manifests(root) {
  return memberFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
    )
    .sort()
}
