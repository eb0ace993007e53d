import { tabStorage } from '@relvar/studio-ui'

/** Whom an administrator looks at the data as. */
export interface Viewed {
  /** As the wire has it: `user:<id>`, `role:<id>` or `public`. */
  readonly as: string
  /** As people read it. */
  readonly name: string
}

const KEY = 'relvar view as'
/** What concerns oneself, or who signs in, stays one's own. */
const OWN = /^\/(auth|server|users\/me|policies|permissions\/explain)(\/|$)/

/** Kept by the tab: a reload does not lose it, another tab is not met by it. */
export const viewed: Viewed | null = readViewed()

function readViewed(): Viewed | null {
  const kept: unknown = JSON.parse(tabStorage.read(KEY) ?? 'null')
  return kept as Viewed | null
}

/** Whether a request is answered by the rights of somebody else. */
export function isViewed(path: string): boolean {
  return viewed !== null && !OWN.test(path)
}

/** What says so to the server. */
export function viewHeaders(path: string): Readonly<Record<string, string>> {
  return viewed !== null && isViewed(path) ? { 'X-Relvar-View-As': viewed.as } : {}
}

/** Keeps whom to look as; the page is loaded anew, so that nothing read as one is shown to another. */
export function keepViewed(next: Viewed | null): void {
  if (next === null) tabStorage.remove(KEY)
  else tabStorage.write(KEY, JSON.stringify(next))
}
