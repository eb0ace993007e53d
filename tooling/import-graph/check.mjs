// @ts-check
/** Checks the import graph of the workspace: `node tooling/import-graph/check.mjs`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import { options } from './cruise.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folders = ['packages', 'apps', 'tooling', 'examples', 'bench'].filter((name) =>
  existsSync(join(root, name)),
)
const { output, exitCode } = await cruise(folders, {
  ...options,
  baseDir: root,
  outputType: 'err-long',
})
process.stdout.write(String(output))
process.exitCode = exitCode
