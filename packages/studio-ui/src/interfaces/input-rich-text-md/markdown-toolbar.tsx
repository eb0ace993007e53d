import type { EditorView } from '@codemirror/view'
import { ActionIcon, Button, Group } from '@mantine/core'
import {
  IconBlockquote,
  IconBold,
  IconCode,
  IconHeading,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  IconTable,
  type Icon,
} from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useStudio } from '../../provider/studio-provider.js'
import { type MarkdownTool, withTool } from './markdown-tools.js'

const icons: Readonly<Record<string, Icon>> = {
  heading: IconHeading,
  bold: IconBold,
  italic: IconItalic,
  strikethrough: IconStrikethrough,
  blockquote: IconBlockquote,
  customLink: IconLink,
  table: IconTable,
  bullist: IconList,
  numlist: IconListNumbers,
  code: IconCode,
}

interface MarkdownToolbarProps {
  readonly tools: readonly MarkdownTool[]
  /** null until the editor is loaded. */
  readonly view: EditorView | null
}

/** Buttons that put Markdown's marks around what is marked in the editor. */
export function MarkdownToolbar({ tools, view }: MarkdownToolbarProps): ReactElement | null {
  const { messages } = useStudio()
  if (tools.length === 0) return null
  function use(tool: MarkdownTool): void {
    if (view === null) return
    const { from, to } = view.state.selection.main
    const next = withTool(tool, { text: view.state.doc.toString(), from, to })
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: next.text },
      selection: { anchor: next.from, head: next.to },
    })
    view.focus()
  }
  return (
    <Group gap={2} p={4} role="toolbar" aria-label={messages.formatting} style={barStyle}>
      {tools.map((tool) => {
        const Found = icons[tool.id]
        const label = messages.tools[tool.id] ?? tool.id
        return Found === undefined ? (
          <Button
            key={tool.id}
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => use(tool)}
          >
            {label}
          </Button>
        ) : (
          <ActionIcon
            key={tool.id}
            variant="subtle"
            color="gray"
            aria-label={label}
            title={label}
            onClick={() => use(tool)}
          >
            <Found size={16} />
          </ActionIcon>
        )
      })}
    </Group>
  )
}

const barStyle = { borderBottom: '1px solid var(--mantine-color-default-border)' } as const
