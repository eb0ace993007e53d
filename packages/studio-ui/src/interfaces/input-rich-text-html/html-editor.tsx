import {
  ActionIcon,
  Divider,
  Group,
  Tooltip,
  Typography,
  useMantineStyleNonce,
} from '@mantine/core'
import {
  IconBlockquote,
  IconBold,
  IconClearFormatting,
  IconCode,
  IconH1,
  IconH2,
  IconH3,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMinus,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react'
import {
  type ChainedCommands,
  type Editor,
  EditorContent,
  useEditor,
  useEditorState,
} from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { type ReactElement, useEffect } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { cleanHtml } from './clean-html.js'

interface HtmlEditorProps {
  readonly value: string
  /** Ids of tools; null for all. */
  readonly tools: readonly string[] | null
  /** A font of CSS. Default: that of the page. */
  readonly face?: string | undefined
  readonly isReadonly: boolean
  readonly isInvalid: boolean
  readonly labelledBy: string
  readonly onChange: (value: string) => void
}

/** Tiptap. What is pasted or was stored is cleaned before it is shown. */
export function HtmlEditor(props: HtmlEditorProps): ReactElement {
  const { value, tools, face, isReadonly, isInvalid, labelledBy, onChange } = props
  const nonce = useMantineStyleNonce()?.()
  const editor = useEditor({
    extensions: [StarterKit.configure({ link: { openOnClick: false } })],
    content: cleanHtml(value),
    editable: !isReadonly,
    ...(nonce !== undefined && { injectNonce: nonce }),
    editorProps: {
      transformPastedHTML: cleanHtml,
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        dir: 'auto',
        'aria-labelledby': labelledBy,
        'aria-invalid': String(isInvalid),
        style: 'min-height: 160px; padding: 12px',
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
  })
  useEffect(() => {
    if (!editor.isDestroyed) editor.setEditable(!isReadonly, false)
  }, [editor, isReadonly])
  useEffect(() => {
    // A field beside it that is still loading hides it; shown again, it gets another editor.
    if (editor.isDestroyed) return
    // It comes from outside when the form is discarded or read anew.
    const shown = editor.isEmpty ? '' : editor.getHTML()
    if (!editor.isFocused && shown !== value)
      editor.commands.setContent(cleanHtml(value), { emitUpdate: false })
  }, [editor, value])
  return (
    <>
      {!isReadonly && <Toolbar editor={editor} tools={tools} />}
      <Typography fz="sm" ff={face} style={{ maxHeight: 480, overflowY: 'auto' }}>
        <EditorContent editor={editor} />
      </Typography>
    </>
  )
}

interface Tool {
  readonly id: string
  readonly icon: typeof IconBold
  readonly run: (chain: ChainedCommands) => ChainedCommands
  /** What says that it is on here. */
  readonly mark?: readonly [string, Readonly<Record<string, unknown>>?]
}

const all: readonly Tool[] = [
  { id: 'bold', icon: IconBold, run: (chain) => chain.toggleBold(), mark: ['bold'] },
  { id: 'italic', icon: IconItalic, run: (chain) => chain.toggleItalic(), mark: ['italic'] },
  {
    id: 'underline',
    icon: IconUnderline,
    run: (chain) => chain.toggleUnderline(),
    mark: ['underline'],
  },
  {
    id: 'strikethrough',
    icon: IconStrikethrough,
    run: (chain) => chain.toggleStrike(),
    mark: ['strike'],
  },
  heading(1, IconH1),
  heading(2, IconH2),
  heading(3, IconH3),
  {
    id: 'numlist',
    icon: IconListNumbers,
    run: (chain) => chain.toggleOrderedList(),
    mark: ['orderedList'],
  },
  { id: 'bullist', icon: IconList, run: (chain) => chain.toggleBulletList(), mark: ['bulletList'] },
  {
    id: 'blockquote',
    icon: IconBlockquote,
    run: (chain) => chain.toggleBlockquote(),
    mark: ['blockquote'],
  },
  { id: 'code', icon: IconCode, run: (chain) => chain.toggleCodeBlock(), mark: ['codeBlock'] },
  { id: 'hr', icon: IconMinus, run: (chain) => chain.setHorizontalRule() },
  {
    id: 'removeformat',
    icon: IconClearFormatting,
    run: (chain) => chain.unsetAllMarks().clearNodes(),
  },
]

function heading(level: 1 | 2 | 3, icon: Tool['icon']): Tool {
  return {
    id: `h${level}`,
    icon,
    run: (chain) => chain.toggleHeading({ level }),
    mark: ['heading', { level }],
  }
}

interface ToolbarProps {
  readonly editor: Editor
  readonly tools: readonly string[] | null
}

function Toolbar({ editor, tools }: ToolbarProps): ReactElement {
  const { messages } = useStudio()
  const shown = all.filter(({ id }) => tools === null || tools.includes(id))
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      all.filter(({ mark }) => mark !== undefined && now.isActive(...mark)).map(({ id }) => id),
  })
  const hasLinks = tools === null || tools.includes('customLink')
  function link(): void {
    const before = String(editor.getAttributes('link')['href'] ?? '')
    const href = globalThis.prompt(messages.linkAddress, before)
    if (href === null) return
    const chain = editor.chain().focus().extendMarkRange('link')
    if (href === '') chain.unsetLink().run()
    else chain.setLink({ href }).run()
  }
  return (
    <>
      <Group gap={2} p={4} role="toolbar" aria-label={messages.formatting}>
        {shown.map(({ id, icon: Icon, run }) => (
          <ToolButton
            key={id}
            label={messages.tools[id] ?? id}
            isOn={active.includes(id)}
            onClick={() => run(editor.chain().focus()).run()}
          >
            <Icon size={16} />
          </ToolButton>
        ))}
        {hasLinks && (
          <ToolButton
            label={messages.tools['link'] ?? ''}
            isOn={editor.isActive('link')}
            onClick={link}
          >
            <IconLink size={16} />
          </ToolButton>
        )}
      </Group>
      <Divider />
    </>
  )
}

interface ToolButtonProps {
  readonly label: string
  readonly isOn: boolean
  readonly onClick: () => void
  readonly children: ReactElement
}

function ToolButton({ label, isOn, onClick, children }: ToolButtonProps): ReactElement {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        {...(!isOn && { color: 'gray' })}
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
