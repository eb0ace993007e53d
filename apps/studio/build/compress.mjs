// @ts-check
/**
 * Makes the compressed forms of the built files, so that the server need not, and prints what a browser
 * loads before it can show the page.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Kilobytes of compressed JavaScript before the login form works. */
const BUDGET = 250

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
const size =
  filesOf(chunks, ['index.html', 'src/pages/login.tsx'])
    .map((file) => readFileSync(join(dist, `${file}.gz`)).length)
    .reduce((sum, length) => sum + length, 0) / 1000
process.stdout.write(`JavaScript before the login form works: ${size.toFixed(1)} kB of ${BUDGET}\n`)
if (size > BUDGET) process.exitCode = 1
