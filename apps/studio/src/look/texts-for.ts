import { inLanguage } from '@relvar/studio-ui'

/** One of the project's own words, as `/translations` has it. */
export interface ProjectText {
  readonly id: string
  readonly language: string
  readonly key: string
  readonly value: string
}

/** By key the text of the first language that has one. */
export function textsFor(
  all: readonly ProjectText[],
  languages: readonly string[],
): ReadonlyMap<string, string> {
  const keys = Map.groupBy(all, ({ key }) => key)
  return new Map(
    [...keys].flatMap(([key, among]) => {
      const found = languages.flatMap((language) => inLanguage(among, language) ?? [])[0]
      return found === undefined ? [] : [[key, found.value] as const]
    }),
  )
}
