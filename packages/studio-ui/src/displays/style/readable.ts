import { luminance } from '@mantine/core'

/** What text needs beside what is behind it. @see https://www.w3.org/TR/WCAG22/#contrast-minimum */
const CONTRAST = 4.5

/** How far two colours are from each other, from 1 to 21. */
function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted(
    (left, right) => left - right,
  )
  return (light + 0.05) / (dark + 0.05)
}

/** The colour of text on a background: the wanted one where it can be read there, else black or white. */
export function readableOn(background: string, wanted: unknown): string {
  if (typeof wanted === 'string' && wanted !== '' && contrastOf(background, wanted) >= CONTRAST)
    return wanted
  return contrastOf(background, '#000000') >= CONTRAST ? '#000000' : '#ffffff'
}

/** The darkest and the brightest that a page, a chosen row or a hovered one has behind its text. */
const BEHIND = { light: '#e9ecef', dark: '#3b3b3b' } as const

/** Whether text of a colour can be read on any row of a page. */
export function isReadable(color: string, scheme: 'light' | 'dark'): boolean {
  return contrastOf(color, BEHIND[scheme]) >= CONTRAST
}
