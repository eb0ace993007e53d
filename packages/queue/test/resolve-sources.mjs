// @ts-check
import { registerHooks } from 'node:module'

/** Sources name each other as what is built of them; Node runs them as they are. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = context.parentURL?.endsWith('.ts') === true && /^\.{1,2}\//.test(specifier)
    return nextResolve(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
