import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, it } from 'vitest'

it('bundles for a browser, and works there without anything else', async () => {
  const [output] = [
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { conditions: ['@relvar/source'] },
      build: {
        write: false,
        minify: true,
        lib: {
          entry: fileURLToPath(new URL('../src/catalogue/index.ts', import.meta.url)),
          formats: ['es'],
        },
      },
    }),
  ].flat()
  if (output === undefined || !('output' in output)) throw new Error('Vite answered no bundle.')
  const [chunk, ...others] = output.output
  expect(others).toEqual([])
  expect([...chunk.imports, ...chunk.dynamicImports]).toEqual([])
  // What Vite puts in the place of Node's modules throws when it is used, so it must not be there.
  expect(chunk.code).not.toContain('browser-external')
  expect(chunk.code.length).toBeLessThan(60_000)
  const bundle = (await import(`data:text/javascript,${encodeURIComponent(chunk.code)}`)) as {
    readonly interfaces: readonly unknown[]
  }
  expect(bundle.interfaces).toHaveLength(40)
})
