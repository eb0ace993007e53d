// @ts-check
/**
 * Lets Node run TypeScript sources as they are: in them `./a.js` stands for `./a.ts`, as the compiler
 * has it. With `--conditions=@relvar/source` packages lead to their sources, so nothing is built.
 */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = context.parentURL?.endsWith('.ts') && /^\.\.?\/.*\.js$/.test(specifier)
    return nextResolve(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
