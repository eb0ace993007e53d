import { useRef } from 'react'

/**
 * For an input whose value another holds: what was told comes back, perhaps late, while somebody types on.
 * Only what comes back as something else is a change of the other's.
 *
 * @param value as the other holds it, as text
 * @param onOther takes such a change over, while rendering
 * @returns whether something is news to the other, who then has to be told
 * @example
 * const isNews = useEchoes(value, () => setText(value))
 * const type = (text: string) => isNews(text) && onChange(text)
 */
export function useEchoes(value: string, onOther: () => void): (next: string) => boolean {
  const known = useRef(value)
  const told = useRef<readonly string[]>([])
  if (known.current !== value) {
    known.current = value
    const echo = told.current.indexOf(value)
    told.current = echo < 0 ? [] : told.current.slice(echo + 1)
    if (echo < 0) onOther()
  }
  return (next) => {
    if (next === (told.current.at(-1) ?? known.current)) return false
    told.current = [...told.current, next]
    return true
  }
}
