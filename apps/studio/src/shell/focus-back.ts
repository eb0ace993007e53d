/** Where dialogs, drawers and menus are put, beside the page. */
const LAYERS = '[data-mantine-shared-portal-node]'
/** All that had the focus in a dialog goes with it, and the menu that somebody came to it by. */
const REMEMBERED = 100

/**
 * Gives the focus back to where it was when the dialog that had it goes away. Mantine does so for those that
 * close; ours are there only while they are open. Answers what ends it.
 */
export function giveFocusBack(): () => void {
  let places: readonly HTMLElement[] = []
  function remember({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement)) return
    places = [target, ...places.filter((each) => each !== target)].slice(0, REMEMBERED)
  }
  function giveBack(): void {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost) places.find(isThere)?.focus({ preventScroll: true })
  }
  const observer = new MutationObserver((changes) => {
    watchLayers()
    if (changes.some(({ removedNodes }) => removedNodes.length > 0)) requestAnimationFrame(giveBack)
  })
  function watchLayers(): void {
    for (const layer of document.querySelectorAll(LAYERS))
      observer.observe(layer, { childList: true })
  }
  observer.observe(document.body, { childList: true })
  watchLayers()
  document.addEventListener('focusin', remember)
  return () => {
    observer.disconnect()
    document.removeEventListener('focusin', remember)
  }
}

/** It is in the page, and can be seen. */
function isThere(place: HTMLElement): boolean {
  return place.isConnected && place.getClientRects().length > 0
}
