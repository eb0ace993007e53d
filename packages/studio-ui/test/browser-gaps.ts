/** What Mantine asks of a browser and jsdom has not. */
export function fillBrowserGaps(): void {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    })
  window.ResizeObserver = class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  Element.prototype.scrollIntoView = () => undefined
  // A list shows the rows that it has room for.
  Object.defineProperty(Element.prototype, 'clientHeight', { value: 600 })
  // Textareas that grow wait for fonts.
  Object.defineProperty(document, 'fonts', { value: new EventTarget() })
}
