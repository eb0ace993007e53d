import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultTemplates } from './default-templates.js'

/** Texts in Liquid by name: `password-reset.subject`, `password-reset.html`, `password-reset.text`, and the two layouts. */
export type Templates = Readonly<Record<string, string>>

const FILE = /^([a-z0-9-]+\.(?:subject|html|text))\.liquid$/

/**
 * The templates that are there from the start, with those of a folder in their place and beside them:
 * `password-reset.html.liquid`, `layout.html.liquid` ... Other files are left alone.
 *
 * @throws Error where the folder cannot be read
 */
export async function readTemplates(folder: string): Promise<Templates> {
  const entries = await readdir(folder, { withFileTypes: true })
  const texts = entries.map(async (entry) => {
    const [, name] = FILE.exec(entry.name) ?? []
    if (name === undefined || !entry.isFile()) return []
    return [[name, await readFile(join(folder, entry.name), 'utf8')] as const]
  })
  return { ...defaultTemplates, ...Object.fromEntries((await Promise.all(texts)).flat()) }
}
