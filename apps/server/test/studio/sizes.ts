/// <reference lib="dom" />
import type { Page } from 'playwright-core'

/**
 * What is wrong with where things stand on a page as wide as it is now: each a line for people to read, none where all is
 * well. A page does not scroll sideways, nothing is out of reach, text that is cut off says so, controls do not
 * cover each other, and fingers can hit them.
 */
export function misplaced(page: Page): Promise<readonly string[]> {
  return page.evaluate(lookAround)
}

/** Runs in the page, so it can use nothing from around. */
function lookAround(): readonly string[] {
  const LEAST_TARGET = 24
  const wide = window.innerWidth
  const isSeen = (element: Element): boolean => {
    const { visibility, display, opacity } = getComputedStyle(element)
    const { width, height, right } = element.getBoundingClientRect()
    const isShown = visibility === 'visible' && display !== 'none' && opacity !== '0'
    // What waits beyond the edge until it has the focus is not seen.
    return isShown && width > 2 && height > 2 && right > 0
  }
  const nameOf = (element: Element): string => {
    const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim()
    return `${element.tagName.toLowerCase()} "${text.slice(0, 60)}"`
  }
  function* around(element: Element): Generator<Element> {
    for (let at = element.parentElement; at !== null; at = at.parentElement) yield at
  }
  const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
  const isWithinScroller = (element: Element): boolean =>
    [...around(element)].some((each) => getComputedStyle(each).overflowX !== 'visible')
  const seen = [...document.body.querySelectorAll('*')].filter(isSeen)

  function* outside(): Generator<string> {
    const { scrollWidth } = document.documentElement
    if (scrollWidth > wide) yield `the page is ${scrollWidth} wide`
    for (const element of seen) {
      const { left, right } = element.getBoundingClientRect()
      const isOut = right > wide + 1 || left < -1
      if (isOut && element.closest('svg') === null && !isWithinScroller(element))
        yield `${nameOf(element)} stands from ${Math.round(left)} to ${Math.round(right)}`
    }
  }

  function* cutOff(): Generator<string> {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const element = text.parentElement
      if (element === null || text.nodeValue?.trim() === '' || !isSeen(element)) continue
      // Diagrams and editors are looked at in parts.
      if (element.closest('svg, .cm-editor, .react-flow, [contenteditable=true]') !== null) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const drawn = range.getBoundingClientRect()
      for (const box of [element, ...around(element)]) {
        const { overflowX, overflowY, textOverflow, webkitLineClamp, position } =
          getComputedStyle(box)
        if (/auto|scroll/.test(overflowX + overflowY)) break
        const { left, right, top, bottom, width } = box.getBoundingClientRect()
        const isBeside = drawn.right > right + 2 || drawn.left < left - 2
        const isBelow = drawn.bottom > bottom + 2 || drawn.top < top - 2
        const isCut = (hides(overflowX) && isBeside) || (hides(overflowY) && isBelow)
        // A box of no size is for those who hear the page.
        if (isCut && width > 2) {
          const saysSo = textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
          if (!saysSo && box.closest('[title]') === null) yield `${nameOf(element)} is cut off`
          break
        }
        if (position === 'fixed') break
      }
    }
  }

  const CONTROLS =
    'a[href], button, input:not([type=hidden]), select, textarea, [role=button], [role=switch], [role=tab], [role=option], [role=menuitem]'
  /** The part of a control that no box around it hides. */
  function shownPart(control: Element): DOMRect {
    let { left, right, top, bottom } = control.getBoundingClientRect()
    for (const box of around(control)) {
      const { overflowX, overflowY, position } = getComputedStyle(box)
      const edges = box.getBoundingClientRect()
      if (overflowX !== 'visible')
        [left, right] = [Math.max(left, edges.left), Math.min(right, edges.right)]
      if (overflowY !== 'visible')
        [top, bottom] = [Math.max(top, edges.top), Math.min(bottom, edges.bottom)]
      if (position === 'fixed') break
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }
  /** What may lie over others: what stays in sight while they are scrolled, and buttons within a field. */
  const layerOf = (control: Element): Element | null =>
    [...around(control)].find((each) => /sticky|fixed/.test(getComputedStyle(each).position)) ??
    null
  const fieldOf = (control: Element): Element | null => control.closest('[class*="-wrapper"]')
  const controls = seen
    .filter(
      (each) => each.matches(CONTROLS) && each.closest('[inert], [aria-hidden=true]') === null,
    )
    .map((control) => ({ control, shown: shownPart(control) }))
    .filter(({ shown }) => shown.width > 2 && shown.height > 2)

  function* overlaps(): Generator<string> {
    for (const [index, { control: one, shown: first }] of controls.entries())
      for (const { control: other, shown: second } of controls.slice(index + 1)) {
        const width = Math.min(first.right, second.right) - Math.max(first.left, second.left)
        const height = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top)
        if (width <= 2 || height <= 2) continue
        const isOneField = fieldOf(one) !== null && fieldOf(one) === fieldOf(other)
        const isWithin = one.contains(other) || other.contains(one)
        if (!isOneField && !isWithin && layerOf(one) === layerOf(other))
          yield `${nameOf(one)} and ${nameOf(other)} overlap`
      }
  }

  function* tooSmall(): Generator<string> {
    for (const { control } of controls) {
      if (!control.matches('button, [role=button], [role=tab], [role=menuitem]')) continue
      const { width, height } = control.getBoundingClientRect()
      if (Math.round(width) < LEAST_TARGET || Math.round(height) < LEAST_TARGET)
        yield `${nameOf(control)} is ${Math.round(width)} x ${Math.round(height)}`
    }
  }

  return [...new Set([...outside(), ...cutOff(), ...overlaps(), ...tooSmall()])]
}
