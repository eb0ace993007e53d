import { tabStorage } from '../storage/browser-storage.js'
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
  const text = tabStorage.read(nameOf(collection, key))
  return text === null ? null : (JSON.parse(text) as KeptDraft)
}

/**
 * Keeps what was typed in this tab of the browser.
 *
 * @returns false where the browser does not keep it
 */
export function keepDraft(collection: string, key: string | null, draft: KeptDraft): boolean {
  return tabStorage.write(nameOf(collection, key), JSON.stringify(draft))
}

export function dropDraft(collection: string, key: string | null): void {
  tabStorage.remove(nameOf(collection, key))
}

/** Drops all drafts, as when somebody signs out. */
export function dropAllDrafts(): void {
  for (const name of tabStorage.names()) if (name.startsWith(DRAFT_PREFIX)) tabStorage.remove(name)
}

/** Passwords and the like are never written down. */
export function isKeepable({ type, interface: id, options }: StudioField): boolean {
  return type !== 'hash' && id !== 'input-hash' && options['masked'] !== true
}
