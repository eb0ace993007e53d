import { titleOf } from '@relvar/data-model/catalogue'

/** How things are named for somebody. */
export interface Naming {
  /** The language, as BCP 47 names it. */
  readonly locale: string
  /** The project's own words in it: what `$t:key` stands for, by key. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * What is meant for a language, else for another form of it.
 *
 * @example
 * inLanguage([{ language: 'de-DE', value: 'Kunde' }], 'de-CH') // { language: 'de-DE', value: 'Kunde' }
 */
export function inLanguage<T extends { readonly language: string }>(
  among: readonly T[],
  locale: string,
): T | undefined {
  return (
    among.find(({ language }) => tagOf(language) === tagOf(locale)) ??
    among.find(({ language }) => baseOf(language) === baseOf(locale))
  )
}

function tagOf(language: string): string {
  return language.trim().replaceAll('_', '-').toLowerCase()
}

function baseOf(language: string): string {
  return tagOf(language).split('-', 1)[0] ?? ''
}

/** The name that the `translations` of a collection or field have for a language; null where there is none. */
export function nameIn(translations: unknown, { locale }: Naming): string | null {
  const names: readonly unknown[] = Array.isArray(translations) ? translations : []
  return inLanguage(names.flatMap(nameOf), locale)?.translation ?? null
}

function nameOf(name: unknown): readonly { language: string; translation: string }[] {
  if (typeof name !== 'object' || name === null) return []
  const { language, translation } = name as Readonly<Record<string, unknown>>
  const isName = typeof language === 'string' && typeof translation === 'string'
  return isName && translation.trim() !== '' ? [{ language, translation }] : []
}

const KEY = /^\$t:(.+)$/s

/** A text in the project's own words. A `$t:key` that nobody has written is shown as a title of its key. */
export function textIn(text: string, { texts }: Naming): string {
  const [, key] = KEY.exec(text) ?? []
  return key === undefined ? text : (texts.get(key) ?? titleOf(key))
}

/** Every text in a value, such as the options of an interface, in the project's own words. */
export function textsIn(value: unknown, naming: Naming): unknown {
  if (typeof value === 'string') return textIn(value, naming)
  if (Array.isArray(value)) return value.map((each) => textsIn(each, naming))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, each]) => [name, textsIn(each, naming)])
  return Object.fromEntries(entries)
}
