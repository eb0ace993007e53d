import { html } from 'hono/html'
import type { Markup } from './site.js'

/** Text to be copied; the button appears where scripts run. */
export function codeBlock(text: string): Markup {
  return html`<div class="code">
    <pre tabindex="0"><code>${text}</code></pre>
    <button type="button" class="copy" hidden>Copy</button>
  </div>`
}
