/** Attributes of an input by which its text runs in the direction of its own letters. */
export const ownDirection: { readonly input: { readonly dir: 'auto' } } = { input: { dir: 'auto' } }
