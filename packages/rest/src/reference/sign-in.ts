import { html } from 'hono/html'
import type { CollectionOperation, Markup, Site } from './site.js'
import { linkToRoute, needsToken } from './site.js'

/** Whose view of the API it is, and how to get another: by signing in, or out. */
export function visitorNotice(site: Site): Markup {
  if (site.visitor === 'unknown') return unknownNotice(site)
  if (site.visitor === 'token' || !site.hasLogin) return html``
  return html`<p class="visitor">
    You are signed in: this is what you may see.
    <button type="button" id="sign-out" data-action="${linkToRoute(site, '/auth/logout')}" hidden>
      Sign out
    </button>
  </p>`
}

/** What stands for the token in the commands below; nothing where none of them has one. */
export function tokenNote(site: Site, operations: readonly CollectionOperation[]): Markup {
  if (!operations.some((operation) => needsToken(site, operation))) return html``
  const login = site.hasLogin
    ? html`: a static token or an API key of yours, or the <code>access_token</code> that
        <code>POST /auth/login</code> answers`
    : ''
  return html`<p><code>&lt;token&gt;</code> stands for what shows who you are${login}.</p>`
}

function unknownNotice(site: Site): Markup {
  const sees =
    site.collections.length === 0
      ? 'Here nothing is open to everybody.'
      : 'What you see here is what everybody may see.'
  if (!site.hasLogin) return html`<p class="visitor">${sees}</p>`
  return html`<section class="visitor" aria-label="Sign in">
    <p><strong>You are not signed in.</strong> ${sees} Sign in to see what you may see.</p>
    ${signInForm(site)}
    ${
      site.collections.length > 0
        ? ''
        : html`<p class="quiet">
            Is this server new? Make yourself its administrator first, by
            <code>POST /server/setup</code>: the lines that it printed when it started show how.
          </p>`
    }
  </section>`
}

/** It is sent by a script, as JSON, for a session in a cookie. */
function signInForm(site: Site): Markup {
  return html`<form
      id="sign-in"
      class="sign-in"
      method="post"
      action="${linkToRoute(site, '/auth/login')}"
      hidden
    >
      <label>E-mail <input type="email" name="email" autocomplete="username" required="" /></label>
      <label
        >Password
        <input type="password" name="password" autocomplete="current-password" required=""
      /></label>
      <label id="otp" hidden
        >Code of your app <input name="otp" inputmode="numeric" autocomplete="one-time-code"
      /></label>
      <button type="submit">Sign in</button>
      <p id="refusal" role="alert"></p>
    </form>
    <noscript
      ><p class="quiet">
        Signing in here takes scripts, which your browser does not run: send
        <code>POST /auth/login</code> in another way, or a token along with your requests.
      </p></noscript
    >`
}
