import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PackedPackage, packWorkspace } from '@relvar/packed-packages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject, runExample } from './project.js'
import { readmeExample } from './readme-example.js'

const root = join(import.meta.dirname, '../..')
const names = globSync('{packages,apps}/*/package.json', { cwd: root })
  .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')))
  .filter((manifest) => manifest.private !== true)
  .map(({ name }): string => name)

describe('from the packed tarballs, in an empty project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relvar-readmes-'))
  let packages: readonly PackedPackage[] = []
  beforeAll(async () => {
    packages = await packWorkspace(folder)
    await createProject(folder, packages)
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each(names)('the example in the README of %s runs', async (name) => {
    const source = packages.find((candidate) => candidate.name === name)?.folder ?? ''
    const { code, output } = readmeExample(readFileSync(join(source, 'README.md'), 'utf8'))
    const printed = await runExample(folder, code)
    if (output !== null) expect(printed).toBe(output)
  })
})
