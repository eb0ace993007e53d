const LEADING_SPACE = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()+/
const WRITING = /\b(?:insert|update|delete|replace)\b/i

/** A statement that certainly changes nothing. A doubtful one counts as a write: that is slower, never wrong. */
export function isReadStatement(sql: string): boolean {
  const text = sql.replace(LEADING_SPACE, '')
  if (/^(?:select|values)\b/i.test(text)) return true
  return /^(?:with|explain)\b/i.test(text) && !WRITING.test(text)
}
