import { studioPath } from '../place.js'
import { keepViewed, type Viewed } from './viewed.js'

/** Looks at the content as somebody else. */
export function viewAs(next: Viewed): void {
  keepViewed(next)
  location.assign(`${studioPath}/content`)
}

/** Is oneself again, on the same page. */
export function stopViewing(): void {
  keepViewed(null)
  location.reload()
}
