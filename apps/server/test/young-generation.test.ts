import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const module = new URL('../src/memory/young-generation.ts', import.meta.url).href

/** Allocates as a busy server does, without waiting at first; prints how large the young generation became. */
const busy = `
  const kept = []
  const allocate = (count) => {
    for (let index = 0; index < count; index++) kept[index % 300_000] = { index, text: 'x' + index }
  }
  allocate(1_000_000)
  let largest = semiSpaceSize()
  for (let round = 0; round < 100; round++) {
    allocate(20_000)
    await new Promise((resolve) => setImmediate(resolve))
    largest = Math.max(largest, semiSpaceSize())
  }
  if (semiSpaceSize() < 7 * 1024 * 1024) throw new Error('It is small.')
  console.log(largest)
`

async function printedBy(lines: string, flags: readonly string[] = []): Promise<number> {
  const program = `import { limitYoungGeneration, semiSpaceSize } from '${module}'\n${lines}`
  const args = [...flags, '--disable-warning=ExperimentalWarning', '--input-type=module']
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--eval', program])
  return Number(stdout)
}

const MB = 1024 * 1024

it('keeps the young generation of a busy process small, one that never waits too', async () => {
  expect(await printedBy(busy)).toBeGreaterThan(20 * MB)
  expect(await printedBy(`limitYoungGeneration()\n${busy}`)).toBeLessThanOrEqual(8 * MB)
})

it('gives it its size back when much is done again after V8 took it away', async () => {
  const shrunk = `limitYoungGeneration()
    gc({ type: 'major', flavor: 'last-resort' })
    if (semiSpaceSize() >= ${8 * MB}) throw new Error('V8 took nothing away.')
    ${busy}`
  expect(await printedBy(shrunk, ['--expose-gc'])).toBeLessThanOrEqual(8 * MB)
})

it('leaves a size that Node was started with alone', async () => {
  const flags = ['--max-semi-space-size=64', '--min-semi-space-size=32']
  expect(await printedBy(`limitYoungGeneration()\n${busy}`, flags)).toBeGreaterThan(20 * MB)
})
