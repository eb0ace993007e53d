import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { variables } from '../src/config/variables.js'

const path = new URL('../../../docs/configuration.md', import.meta.url)
const section = /(?<=<!-- settings: [^>]* -->\n)[^]*(?=<!-- \/settings -->)/

it('docs/configuration.md lists every variable with its default (UPDATE_DOCS=1 rewrites it)', () => {
  const text = readFileSync(path, 'utf8')
  if (process.env.UPDATE_DOCS)
    writeFileSync(
      path,
      text.replace(section, () => table()),
    )
  const found = section.exec(readFileSync(path, 'utf8'))?.[0] ?? ''
  expect(compact(found)).toBe(compact(table()))
})

function table(): string {
  const rows = Object.entries(variables).map(([name, variable]) => {
    const cells = [
      `\`${name}\``,
      variable.type.name,
      variable.default === null ? '–' : `\`${variable.default}\``,
      variable.about,
    ]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  })
  return `| variable | type | default | |\n|---|---|---|---|\n${rows.join('')}`
}

/** Without what a formatter adds to line columns up. */
function compact(markdown: string): string {
  return markdown
    .trim()
    .replaceAll(/ *\| */g, '|')
    .replaceAll(/-{2,}/g, '--')
}
