/** Those that people choose from, as BCP 47 names them. Dates and numbers follow them. */
const LANGUAGES = [
  'ar-SA',
  'cs-CZ',
  'da-DK',
  'de-CH',
  'de-DE',
  'el-GR',
  'en-GB',
  'en-US',
  'es-ES',
  'fi-FI',
  'fr-FR',
  'he-IL',
  'hi-IN',
  'hu-HU',
  'id-ID',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'ru-RU',
  'sv-SE',
  'tr-TR',
  'uk-UA',
  'vi-VN',
  'zh-CN',
  'zh-TW',
]

/** Whether people choose from it. */
export function isLanguage(code: string): boolean {
  return LANGUAGES.includes(code)
}

/** Languages as choices, each by its own name. */
export function languageOptions(): { readonly value: string; readonly label: string }[] {
  return LANGUAGES.map((value) => ({
    value,
    label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
  }))
}
