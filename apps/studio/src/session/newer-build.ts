import { tabStorage, UNREACHABLE, WireError } from '@relvar/studio-ui'
import { studioPath } from '../place.js'
import { noteEnd } from './connection.js'

/** The file that this page began with: another build has another name for it. */
const entry = document.querySelector('script[type=module]')?.getAttribute('src') ?? ''

/** A page that was loaded anew so lately, in milliseconds, is not again: servers of two builds may answer in turn. */
const PAUSE = 10_000

let isRenewing = false

/** Whether the page goes because there is a newer one; what was typed is kept over that, so nobody need be asked. */
export function isPageRenewed(): boolean {
  return isRenewing
}

/** Loads the page anew where a part of it cannot be had because the server has another build by now. */
export function renewWhenPartsAreGone(): void {
  // https://vite.dev/guide/build#load-error-handling
  addEventListener('vite:preloadError', () => void renewIfOld())
}

async function renewIfOld(): Promise<void> {
  const page = await readPage()
  noteEnd(
    page === null ? new WireError(0, [{ message: '', code: UNREACHABLE, extensions: {} }]) : null,
  )
  if (page === null || page.includes(entry) || wasJustRenewed()) return
  isRenewing = tabStorage.write('relvar:renewed', new Date().toISOString())
  location.reload()
}

/** null where the server does not answer. */
async function readPage(): Promise<string | null> {
  try {
    const answer = await fetch(`${studioPath}/`, { cache: 'no-store' })
    return answer.ok ? await answer.text() : null
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function wasJustRenewed(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return (
    (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload' &&
    performance.now() < PAUSE
  )
}
