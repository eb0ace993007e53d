import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const module = new URL('../src/memory/heap-growth.ts', import.meta.url).href

/** Keeps 10 MB, of which it lets the oldest go all the time; prints how large the heap became. */
const busy = `
  const kept = []
  let largest = 0
  for (let round = 0; round < 1_200_000; round++) {
    kept[round % 100_000] = { round, text: ['x' + round] }
    if (round % 10_000 > 0) continue
    await new Promise((resolve) => setImmediate(resolve))
    if (round > 300_000) largest = Math.max(largest, getHeapStatistics().used_heap_size)
  }
  console.log(largest)
`

async function largestSize(prepare: string, flags: readonly string[] = []): Promise<number> {
  const program = `import { getHeapStatistics } from 'node:v8'
    import { limitHeapGrowth } from '${module}'\n${prepare}\n${busy}`
  // With a small young generation, most of it grows old.
  const args = ['--max-semi-space-size=1', ...flags, '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return Number(stdout) / 1024 / 1024
}

it('collects what is dead earlier, unless Node was started with a growth of its own', async () => {
  const [free, limited, own] = await Promise.all([
    largestSize(''),
    largestSize('limitHeapGrowth()'),
    largestSize('limitHeapGrowth()', ['--heap-growing-percent=300']),
  ])
  expect(limited).toBeLessThan(0.8 * free)
  expect(limited).toBeLessThan(0.8 * own)
})
