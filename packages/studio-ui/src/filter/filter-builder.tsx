import { Alert, Anchor, Group, Stack, Textarea } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { useEchoes } from '../provider/use-echoes.js'
import {
  type FilterGroup,
  type FilterJson,
  newGroup,
  readFilter,
  writeFilter,
} from './filter-tree.js'
import { GroupNode } from './filter-nodes.js'

/** The filter that is built, as data. */
export interface FilterBuilderProps {
  /** The id of the collection whose items are filtered. */
  readonly collection: string
  /** As the wire has it; null lets everything pass. */
  readonly value: FilterJson | null
  /** Called with every change that makes sense: what is half-typed is kept, and not yet told. */
  readonly onChange: (value: FilterJson | null) => void
  /** `payload` also offers operators of what is about to be saved. Default: items. */
  readonly of?: 'items' | 'payload'
}

/**
 * Builds a filter of the wire: conditions on fields, through relations too, in groups of all or any;
 * shown and edited as JSON where somebody wants that.
 *
 * @example
 * const [filter, setFilter] = useState<FilterJson | null>({ total: { _gt: 100 } })
 * return <FilterBuilder collection="orders" value={filter} onChange={setFilter} />
 */
export function FilterBuilder({
  collection,
  value,
  onChange,
  of = 'items',
}: FilterBuilderProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.filter
  const told = JSON.stringify(value)
  const [isText, setText] = useState(() => treeOf(value) === null)
  const [root, setRoot] = useState<FilterGroup>(() => treeOf(value) ?? newGroup())
  const isNews = useEchoes(told, () => setRoot(treeOf(value) ?? newGroup()))

  function tell(next: FilterJson | null): void {
    if (isNews(JSON.stringify(next))) onChange(next)
  }
  function change(next: FilterGroup): void {
    setRoot(next)
    tell(writeFilter(next))
  }

  return (
    <Stack gap="sm">
      {isText ? (
        <FilterText
          value={value}
          onChange={(json) => {
            setRoot(treeOf(json) ?? newGroup())
            tell(json)
          }}
        />
      ) : (
        <GroupNode
          collection={collection}
          root={root}
          group={root}
          scope={[]}
          onRootChange={change}
          isPayload={of === 'payload'}
        />
      )}
      <Group gap="md">
        <Anchor component="button" type="button" fz="xs" lh={2} onClick={() => setText(!isText)}>
          {isText ? words.asTree : words.asText}
        </Anchor>
        {root.children.length > 0 && (
          <Anchor
            component="button"
            type="button"
            fz="xs"
            lh={2}
            onClick={() => change(newGroup())}
          >
            {words.clear}
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}

/** null where it is no filter: then it is shown as the text that it is. */
function treeOf(json: unknown): FilterGroup | null {
  try {
    return readFilter(json)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

interface FilterTextProps {
  readonly value: FilterJson | null
  readonly onChange: (value: FilterJson | null) => void
}

function FilterText({ value, onChange }: FilterTextProps): ReactElement {
  const { messages } = useStudio()
  const [text, setText] = useState(value === null ? '' : JSON.stringify(value, null, 2))
  const [problem, setProblem] = useState<string | null>(null)
  function type(next: string): void {
    setText(next)
    try {
      const json: unknown = next.trim() === '' ? null : JSON.parse(next)
      const tree = readFilter(json)
      setProblem(null)
      onChange(tree.children.length === 0 ? null : (json as FilterJson))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      setProblem(error instanceof SyntaxError ? messages.filter.invalid : error.message)
    }
  }
  return (
    <>
      <Textarea
        attributes={{ input: { dir: 'ltr' } }}
        aria-label={messages.filter.text}
        autosize
        minRows={4}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        value={text}
        error={problem !== null}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {problem !== null && (
        <Alert color="red" role="alert" p="xs" fz="xs">
          {problem}
        </Alert>
      )}
    </>
  )
}
