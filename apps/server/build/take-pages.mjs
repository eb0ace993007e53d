// @ts-check
/** Puts the built pages beside the server's code, so that the package has them. */
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

for (const name of ['studio', 'graphiql']) {
  const from = fileURLToPath(new URL(`../../${name}/dist`, import.meta.url))
  const to = fileURLToPath(new URL(`../dist/${name}`, import.meta.url))
  // Files of earlier builds have other names.
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.vite') })
}
