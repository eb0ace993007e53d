import type { StudioField } from '../schema/studio-field.js'
import type { Drafts } from './payload.js'
import type { ItemRecord } from './use-item.js'

/** What was typed and not saved when a page went away, and the item that it was typed over. */
export interface KeptDraft {
  readonly drafts: Drafts
  readonly record: ItemRecord | null
}

/** What was typed and not saved stands in the tab's storage under names that begin so; signing out drops it. */
export const DRAFT_PREFIX = 'relvar:draft:'

function nameOf(collection: string, key: string | null): string {
  return `${DRAFT_PREFIX}${JSON.stringify([collection, key])}`
}

/** Reads what was kept for an item; null where nothing was. */
export function keptDraft(collection: string, key: string | null): KeptDraft | null {
  const text = sessionStorage.getItem(nameOf(collection, key))
  return text === null ? null : (JSON.parse(text) as KeptDraft)
}

/**
 * Keeps what was typed in this tab of the browser.
 *
 * @returns false where the browser has no room for it
 */
export function keepDraft(collection: string, key: string | null, draft: KeptDraft): boolean {
  try {
    sessionStorage.setItem(nameOf(collection, key), JSON.stringify(draft))
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

export function dropDraft(collection: string, key: string | null): void {
  sessionStorage.removeItem(nameOf(collection, key))
}

/** Drops all drafts, as when somebody signs out. */
export function dropAllDrafts(): void {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(DRAFT_PREFIX)) sessionStorage.removeItem(name)
}

/** Passwords and the like are never written down. */
export function isKeepable({ type, interface: id, options }: StudioField): boolean {
  return type !== 'hash' && id !== 'input-hash' && options['masked'] !== true
}
