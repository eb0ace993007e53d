/**
 * What the pages do beyond showing themselves, for browsers that run scripts: the list narrows
 * while one types, and commands can be copied. Everything else works without it.
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

document.querySelector('#collections [aria-current]')?.scrollIntoView({ block: 'center' })

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
