/** History whose hooks are left out, for `without-books.mjs`. */
import { history as withBooks } from '@relvar/history'

export * from '@relvar/history'

export function history(options) {
  const { hooks: _, ...module } = withBooks(options)
  return module
}
