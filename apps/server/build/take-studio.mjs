// @ts-check
/** Puts the built Studio beside the server's code, so that the package has it. */
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const from = fileURLToPath(new URL('../../studio/dist', import.meta.url))
const to = fileURLToPath(new URL('../dist/studio', import.meta.url))

// Files of earlier builds have other names.
rmSync(to, { recursive: true, force: true })
cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.vite') })
