/** Packs what is published and lets publint and attw judge the tarballs: `pnpm check:packages`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packWorkspace } from '@relvar/packed-packages'

const tools: readonly (readonly [tool: string, ...args: string[]])[] = [
  ['publint', 'run', '--strict'],
  ['attw', '--profile', 'esm-only'],
]

const destination = mkdtempSync(join(tmpdir(), 'relvar-packed-'))
try {
  for (const { name, tarball } of await packWorkspace(destination)) {
    for (const [tool, ...args] of tools) check(name, tool, [...args, tarball])
  }
} finally {
  rmSync(destination, { recursive: true })
}

function check(name: string, tool: string, args: readonly string[]): void {
  const command = join(import.meta.dirname, '../node_modules/.bin', tool)
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  process.stdout.write(`${status === 0 ? '✔' : '✘'} ${tool} ${name}\n`)
  if (status === 0) return
  process.stdout.write(`${stdout}${stderr}\n`)
  process.exitCode = 1
}
