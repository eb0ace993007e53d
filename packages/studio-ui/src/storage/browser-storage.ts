/** Texts that a browser keeps for a page. */
export interface BrowserStorage {
  readonly read: (name: string) => string | null
  /** @returns false where it is not kept: there is no room, or the browser keeps nothing for this page */
  readonly write: (name: string, text: string) => boolean
  readonly remove: (name: string) => void
  readonly names: () => readonly string[]
}

/** What outlives the tab. */
export const browserStorage: BrowserStorage = storageOf(() => localStorage)

/** What the tab keeps over a reload. */
export const tabStorage: BrowserStorage = storageOf(() => sessionStorage)

/** Where a browser refuses to keep anything, naming its storage throws already: then there is nothing in it. */
function storageOf(open: () => Storage): BrowserStorage {
  function attempt<T>(access: (storage: Storage) => T, refused: T): T {
    try {
      return access(open())
    } catch (error) {
      if (error instanceof DOMException) return refused
      throw error
    }
  }
  return {
    read: (name) => attempt((storage) => storage.getItem(name), null),
    write: (name, text) =>
      attempt((storage) => {
        storage.setItem(name, text)
        return true
      }, false),
    remove: (name) => attempt((storage) => storage.removeItem(name), undefined),
    names: () => attempt((storage) => Object.keys(storage), []),
  }
}
