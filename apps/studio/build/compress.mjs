// @ts-check
/**
 * Makes the compressed forms of the built files, so that the server need not, and prints what a browser
 * loads before it can show the page.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const LOGIN = ['index.html', 'src/pages/login.tsx']
const LIST = [
  ...LOGIN,
  'src/shell/shell.tsx',
  'src/content/content-layout.tsx',
  'src/content/list-page.tsx',
]
/** Pages, what they begin with, and how many kilobytes of compressed JavaScript that may be. */
const BUDGETS = /** @type {const} */ ([
  ['before the login form works', LOGIN, 250],
  ['until the first list', LIST, 400],
])

const dist = fileURLToPath(new URL('../dist', import.meta.url))

for (const file of globSync('assets/*.{js,css,svg}', { cwd: dist })) {
  const path = join(dist, file)
  const bytes = readFileSync(path)
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(bytes))
}

/**
 * What a page needs before it works: its file, and all that this imports at once.
 * @param {Record<string, {file: string, imports?: string[]}>} chunks
 * @param {readonly string[]} entries
 */
function filesOf(chunks, entries) {
  const found = new Set(entries)
  for (const name of found) for (const each of chunks[name]?.imports ?? []) found.add(each)
  return [...found].flatMap((name) => chunks[name]?.file ?? [])
}

const chunks = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
for (const [page, entries, budget] of BUDGETS) {
  const size =
    filesOf(chunks, entries)
      .map((file) => readFileSync(join(dist, `${file}.gz`)).length)
      .reduce((sum, length) => sum + length, 0) / 1000
  process.stdout.write(`JavaScript ${page}: ${size.toFixed(1)} kB of ${budget}\n`)
  if (size > budget) process.exitCode = 1
}
