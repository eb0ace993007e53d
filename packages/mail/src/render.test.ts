import { expect, it } from 'vitest'
import { defaultTemplates } from './default-templates.js'
import { InvalidTemplateError } from './errors.js'
import { createRenderer, type Rendered } from './render.js'

function render(parts: Readonly<Record<string, string>>, data: object = {}): Rendered {
  const own = { 'own.subject': 's', 'own.html': 'h', 'own.text': 't', ...parts }
  return createRenderer({ ...defaultTemplates, ...own }).render('own', { project: 'Shop', ...data })
}

it('escapes data in HTML, not in texts', () => {
  const part = '{{ name }}'
  const { html, text, subject } = render(
    { 'own.html': part, 'own.text': part, 'own.subject': part },
    { name: '<b>"Ada" & co</b>' },
  )
  expect(html).toContain('&lt;b&gt;&#34;Ada&#34; &amp; co&lt;/b&gt;')
  expect(html).not.toContain('<b>')
  expect(text).toContain('<b>"Ada" & co</b>')
  expect(subject).toBe('<b>"Ada" & co</b>')
})

it('keeps a subject in one line', () => {
  const { subject } = render({ 'own.subject': 'Hi {{ name }}' }, { name: 'A\r\nBcc: x@y.z\u2028!' })
  expect(subject).toBe('Hi A Bcc: x@y.z !')
})

it.each([
  ['reads a file', "{% include '/etc/passwd' %}"],
  ['reads a file as a layout', "{% layout '../../package.json' %}"],
  ['renders a file', "{% render '/etc/hostname' %}"],
  [
    'loops for ever',
    '{% for i in (1..900000) %}{% for j in (1..900000) %}{% endfor %}{% endfor %}',
  ],
  ['makes a huge list', '{% for i in (1..999999999) %}{% endfor %}'],
  [
    'doubles a text again and again',
    `{% assign s = 'aaaaaaaaaa' %}${'{% assign s = s | append: s %}'.repeat(40)}`,
  ],
])('stops a template that %s', (_what, hostile) => {
  const start = performance.now()
  expect(() => render({ 'own.text': hostile })).toThrow(InvalidTemplateError)
  expect(performance.now() - start).toBeLessThan(5000)
})

it('does not reach prototypes', () => {
  const { text } = render({
    'own.text': '[{{ name.constructor.name }}{{ constructor }}{{ name.__proto__ }}]',
  })
  expect(text).toContain('[]')
})

it('says which template is no Liquid, lacks a part or does not exist', () => {
  expect(() => render({ 'own.html': '{% if %' })).toThrow('"own.html"')
  expect(() => render({ 'other.html': 'x' })).toThrow('"other" cannot be used: it lacks "subject"')
  expect(() => createRenderer({}).render('none', {})).toThrow('"none.subject"')
})

it('does not tell the data of a rendering that failed', () => {
  const failing = (): unknown =>
    render({ 'own.text': '{% include token %}' }, { token: 'canary-token' })
  expect(failing).toThrow(InvalidTemplateError)
  expect(failing).not.toThrow('canary-token')
})
