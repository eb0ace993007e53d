import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const module = new URL('../src/memory/young-generation.ts', import.meta.url).href

/** Allocates as a busy server does, waiting now and then; prints how large the young generation became. */
const busy = `
  const kept = []
  let largest = 0
  for (let round = 0; round < 300; round++) {
    for (let index = 0; index < 20_000; index++) kept[index % 15_000] = { index, text: 'x' + index }
    await new Promise((resolve) => setImmediate(resolve))
    largest = Math.max(largest, youngGenerationSize())
  }
  console.log(largest)
`

async function largestSize(prepare: string, flags: readonly string[] = []): Promise<number> {
  const program = `import { limitYoungGeneration, youngGenerationSize } from '${module}'\n${prepare}\n${busy}`
  const args = [...flags, '--disable-warning=ExperimentalWarning', '--input-type=module']
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--eval', program])
  return Number(stdout)
}

const MB = 1024 * 1024

it('keeps the young generation of a busy process small', async () => {
  expect(await largestSize('')).toBeGreaterThan(40 * MB)
  expect(await largestSize('limitYoungGeneration()')).toBeLessThan(40 * MB)
})

it('leaves a size that Node was started with alone', async () => {
  const flags = ['--max-semi-space-size=64', '--min-semi-space-size=32']
  expect(await largestSize('limitYoungGeneration()', flags)).toBeGreaterThan(40 * MB)
})
