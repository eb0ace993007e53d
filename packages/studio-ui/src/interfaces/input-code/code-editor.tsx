import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { css } from '@codemirror/lang-css'
import { html } from '@codemirror/lang-html'
import { javascript } from '@codemirror/lang-javascript'
import { json } from '@codemirror/lang-json'
import { markdown } from '@codemirror/lang-markdown'
import { sql } from '@codemirror/lang-sql'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useMantineStyleNonce } from '@mantine/core'
import { type ReactElement, useEffect, useRef } from 'react'

export interface CodeEditorProps {
  readonly value: string
  /** As highlighters name it; one that is not known here has no colours. */
  readonly language: string
  readonly hasNumbers: boolean
  readonly isWrapped: boolean
  readonly isReadonly: boolean
  readonly isInvalid: boolean
  /** The id of its label. */
  readonly labelledBy: string
  readonly onChange: (value: string) => void
  /** Given the editor once it is there, and null when it goes. */
  readonly onEditor?: (view: EditorView | null) => void
  /** Stands where nothing is written yet. */
  readonly hint?: string
  /** A font family. Default: the monospaced one. */
  readonly face?: string | undefined
}

/** CodeMirror. Tab leaves it, as it leaves every field; Ctrl-S is the form's. */
export function CodeEditor(props: CodeEditorProps): ReactElement {
  const { value, language, hasNumbers, isWrapped, isReadonly, isInvalid, labelledBy } = props
  const { hint, face, onEditor } = props
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const change = useRef(props.onChange)
  change.current = props.onChange
  const nonce = useMantineStyleNonce()?.()

  useEffect(() => {
    if (place.current === null) return undefined
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
          hasNumbers ? lineNumbers() : [],
          isWrapped ? EditorView.lineWrapping : [],
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          languages[language]?.() ?? [],
          syntaxHighlighting(colors),
          looks,
          hint === undefined ? [] : placeholder(hint),
          face === undefined ? [] : EditorView.theme({ '.cm-scroller': { fontFamily: face } }),
          language === 'markdown' ? prose : [],
          EditorState.readOnly.of(isReadonly),
          EditorView.contentAttributes.of({
            dir: 'ltr',
            'aria-labelledby': labelledBy,
            'aria-invalid': String(isInvalid),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) change.current(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = made
    onEditor?.(made)
    return () => {
      onEditor?.(null)
      made.destroy()
    }
    // The text is kept by the editor; it comes from outside only when the form is discarded.
  }, [
    language,
    hasNumbers,
    isWrapped,
    isReadonly,
    isInvalid,
    labelledBy,
    nonce,
    hint,
    face,
    onEditor,
  ])

  useEffect(() => {
    const now = view.current
    const text = now?.state.doc.toString()
    if (now !== null && text !== value)
      now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: value } })
  }, [value])

  return <div ref={place} />
}

const languages: Readonly<Record<string, () => Extension>> = {
  css,
  html,
  javascript,
  js: javascript,
  json,
  markdown,
  sql,
  typescript: () => javascript({ typescript: true }),
  xml: html,
  yaml,
}

/** Colours of Mantine's that reach the contrast of text in both schemes. */
const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'light-dark(#5f3dc4, #b197fc)' },
  { tag: [tags.string, tags.attributeValue], color: 'light-dark(#2b6a30, #8ce99a)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#a5370a, #ffa94d)' },
  { tag: [tags.propertyName, tags.tagName], color: 'light-dark(#1864ab, #74c0fc)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)' },
])

/** Each line of prose runs in the direction of its own letters; code runs from the left, whatever it quotes. */
const prose: Extension = [
  EditorView.perLineTextDirection.of(true),
  EditorView.theme({ '.cm-line': { unicodeBidi: 'plaintext', textAlign: 'start' } }),
]

const looks = EditorView.theme({
  '&': { fontSize: '13px', maxHeight: '480px', colorScheme: 'inherit' },
  '&.cm-focused': {
    outline: '2px solid var(--mantine-primary-color-filled)',
    outlineOffset: '-2px',
  },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', minHeight: '96px' },
  '.cm-gutters': {
    backgroundColor: 'var(--mantine-color-default-hover)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
  },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mantine-primary-color-light)',
  },
})
