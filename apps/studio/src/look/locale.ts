/**
 * The first of some languages that dates and numbers can be written in. Programs may have set others.
 *
 * @example
 * localeOf(null, 'no such language', 'de-CH') // 'de-CH'
 */
export function localeOf(...wanted: readonly (string | null | undefined)[]): string {
  return wanted.flatMap((each) => canonical(each))[0] ?? 'en'
}

function canonical(language: string | null | undefined): readonly string[] {
  if (!language) return []
  try {
    return Intl.getCanonicalLocales(language)
  } catch {
    // It is how the platform says that there is none of that name.
    return []
  }
}
