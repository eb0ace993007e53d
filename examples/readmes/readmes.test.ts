import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PackedPackage, packWorkspace } from '@relvar/packed-packages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProject, createShop, prepareExample, runProgram } from './project.js'
import { type ReadmeExample, readmeExample } from './readme-example.js'
import { askServer } from './serve.js'

const root = join(import.meta.dirname, '../..')
/** Their examples are components of a page; the Studio's journeys run those in a browser. */
const COMPONENTS: readonly string[] = ['@relvar/studio-ui']
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

  const programs = names.filter((name) => !COMPONENTS.includes(name))
  it.each(programs)('the example in the README of %s runs', async (name) => {
    const source = packages.find((candidate) => candidate.name === name)?.folder ?? ''
    const example = readmeExample(readFileSync(join(source, 'README.md'), 'utf8'))
    expect(await resultOf(example)).toEqual(expectedOf(example))
  })

  it.each(COMPONENTS)('the README of %s shows a component', (name) => {
    const source = packages.find((candidate) => candidate.name === name)?.folder ?? ''
    expect(readFileSync(join(source, 'README.md'), 'utf8')).toMatch(/^```tsx$[^`]*<\w/m)
  })

  it('the command of relvar runs', async () => {
    await createShop(join(folder, 'shop.sqlite'))
    const command = join(folder, 'node_modules/.bin/relvar')
    const printed = await runProgram(folder, command, ['introspect', 'sqlite:shop.sqlite'])
    expect(Object.keys(JSON.parse(printed).tables)).toContain('sale_lines')
  })

  /** What the example prints, or the status of what its server answers. */
  async function resultOf({ code, requests }: ReadmeExample): Promise<unknown> {
    if (requests.length === 0) {
      return runProgram(folder, process.execPath, await prepareExample(folder, code))
    }
    const answers = await askServer(folder, (move) => prepareExample(folder, move(code)), requests)
    return answers.map(([status]) => status)
  }
})

/** Where the README shows no output, any output shows that the example ran. */
const anyOutput: unknown = expect.stringMatching(/\S/)

function expectedOf({ output, requests }: ReadmeExample): unknown {
  return requests.length > 0 ? requests.map(() => 200) : (output ?? anyOutput)
}
