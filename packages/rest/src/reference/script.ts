/**
 * What the pages do beyond showing themselves, for browsers that run scripts: the list narrows
 * while one types, commands can be copied, and one can sign in and out. Everything else works without it.
 */
export const script = `const search = document.querySelector('.search input')
const entries = [...document.querySelectorAll('#collections li')]
const none = document.querySelector('#none')

function narrow() {
  const term = search.value.trim().toLowerCase()
  for (const entry of entries) entry.hidden = !entry.dataset.name.includes(term)
  none.hidden = entries.some((entry) => !entry.hidden)
}

search.addEventListener('input', narrow)

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  search.focus()
})

document.querySelector('#collections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })

const signIn = document.querySelector('#sign-in')
const signOut = document.querySelector('#sign-out')

function send(action, body) {
  const headers = { 'Content-Type': 'application/json' }
  return fetch(action, { method: 'POST', headers, body: JSON.stringify({ ...body, mode: 'session' }) })
}

async function submit() {
  const { email, password, otp } = signIn.elements
  const code = otp.value === '' ? {} : { otp: otp.value }
  const answer = await send(signIn.action, { email: email.value, password: password.value, ...code })
  if (answer.ok) return location.reload()
  const [error] = (await answer.json()).errors
  const wantsCode = error.extensions.code === 'INVALID_OTP' && otp.value === ''
  document.querySelector('#otp').hidden &&= error.extensions.code !== 'INVALID_OTP'
  refuse(wantsCode ? 'Your account asks for a code, too.' : error.message)
  if (wantsCode) otp.focus()
}

function refuse(text) {
  document.querySelector('#refusal').textContent = text
}

if (signIn !== null) {
  const button = signIn.querySelector('button')
  signIn.hidden = false
  signIn.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    refuse('')
    try {
      await submit()
    } catch {
      refuse('The server gave no answer that could be understood.')
    }
    button.disabled = false
  })
}

if (signOut !== null) {
  signOut.hidden = false
  signOut.addEventListener('click', async () => {
    try {
      await send(signOut.dataset.action, {})
      location.reload()
    } catch {
      signOut.textContent = 'Not signed out: try again'
    }
  })
}

if (navigator.clipboard !== undefined) {
  for (const button of document.querySelectorAll('.copy')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent)
      button.textContent = 'Copied'
      setTimeout(() => { button.textContent = 'Copy' }, 1500)
    })
  }
}
`
