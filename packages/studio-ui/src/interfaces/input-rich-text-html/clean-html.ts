import purifier from 'dompurify'

/**
 * HTML without anything that runs, sends or restyles: no scripts, no handlers, no styles, no forms, no frames.
 * What was pasted and what is stored come from anywhere.
 */
export function cleanHtml(html: string): string {
  return purifier.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ['style', 'form', 'input', 'button', 'textarea', 'select'],
    FORBID_ATTR: ['style', 'class', 'id', 'name'],
  })
}
