import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import type { PackedPackage } from '@relvar/packed-packages'
import { shopFixture } from '@relvar/test-databases'

const execute = promisify(execFile)
const workspace = join(import.meta.dirname, '../..')

/** Makes an empty folder a project of somebody who installed our packages from npm, peers included. */
export async function createProject(
  folder: string,
  packages: readonly PackedPackage[],
): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const tarballs = packages.map(({ tarball }) => tarball)
  await npm(folder, ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs])
}

/**
 * Writes a program into the project and type-checks it. The SQLite file that it names holds the
 * small shop. Answers the arguments to run it with.
 */
export async function prepareExample(folder: string, code: string): Promise<readonly string[]> {
  const [, file] = /sqlite:([\w.-]+)/.exec(code) ?? []
  if (file !== undefined) await createShop(join(folder, file))
  await writeFile(join(folder, 'example.ts'), code)
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  await execute(join(workspace, 'node_modules/.bin/tsc'), ['-p', folder])
  return ['example.ts']
}

/** Runs a program of the project to its end; answers what it prints. */
export async function runProgram(
  folder: string,
  command: string,
  args: readonly string[],
): Promise<string> {
  const { DATABASE_URL: _, ...env } = process.env // of whoever runs the tests
  const { stdout } = await execute(command, [...args], { cwd: folder, env, timeout: 20_000 })
  return stdout.trim()
}

export async function createShop(file: string): Promise<void> {
  await rm(file, { force: true })
  const database = new DatabaseSync(file)
  for (const statement of shopFixture('sqlite')) database.exec(statement)
  database.close()
}

/** Strict, and with nothing but the packages' own types and Node's. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'ESNext.Disposable'],
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(workspace, 'node_modules/@types')],
  },
  files: ['example.ts'],
}

/** npm as it runs for somebody else: without what our own `npm test` left in the environment. */
async function npm(folder: string, args: readonly string[]): Promise<void> {
  const environment = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))
  const options = { cwd: folder, env: Object.fromEntries(environment), timeout: 120_000 }
  await execute('npm', [...args, '--fetch-retries=1'], options)
}
