// @ts-check
/** With `--import`, the product writes no activity and no revisions: what books cost is the rest. */
import { registerHooks } from 'node:module'

const stub = new URL('history-without-books.mjs', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOurs = specifier === '@relvar/history' && context.parentURL !== stub
    return isOurs ? { url: stub, shortCircuit: true } : nextResolve(specifier, context)
  },
})
