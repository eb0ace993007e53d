/** Decodes percent-encoded text; what is not encoded properly is taken as it stands. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
