import { ActionIcon, Badge, Box, Group, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconDots, IconKey } from '@tabler/icons-react'
import {
  draftOfField,
  errorText,
  type FieldDraft,
  titleOf,
  useSchemaChange,
  useStudio,
  type WireField,
} from '@relvar/studio-ui'
import { type ReactElement, useState } from 'react'
import { RemoveDialog } from './remove-dialog.js'
import { SortableList, useSortableLine } from './sortable-list.js'
import { dataModelWords as words } from './words.js'

interface FieldGridProps {
  readonly collection: string
  readonly fields: readonly WireField[]
  /** Columns can be added and dropped. */
  readonly mayChange: boolean
  readonly onEdit: (field: WireField) => void
  readonly onDuplicate: (draft: FieldDraft) => void
}

/** Two, or one where there is no room for that. */
const COLUMNS = 'repeat(auto-fill, minmax(max(200px, 40%), 1fr))'

/** The fields as the form has them: in its order, half or full in width. */
export function FieldGrid(props: FieldGridProps): ReactElement {
  const { collection, fields, mayChange, onEdit, onDuplicate } = props
  const { messages } = useStudio()
  const change = useSchemaChange()
  const [removed, setRemoved] = useState<WireField | null>(null)
  const ordered = inOrder(fields)
  const path = `/fields/${encodeURIComponent(collection)}`

  function say(field: string, meta: Readonly<Record<string, unknown>>): void {
    const request = {
      method: 'PATCH',
      path: `${path}/${encodeURIComponent(field)}`,
      body: { meta },
    } as const
    void change.run([request])
  }
  function move(moved: string, target: string): void {
    const names = ordered.map(({ field }) => field)
    const place = names.indexOf(target)
    const body = names
      .filter((name) => name !== moved)
      .toSpliced(place, 0, moved)
      .map((field, index) => ({ field, meta: { sort: index + 1 } }))
    void change.run([{ method: 'PATCH', path, body }])
  }

  return (
    <>
      {change.error !== null && (
        <Text c="red" fz="sm" role="alert" mb="sm">
          {errorText(change.error, messages)}
        </Text>
      )}
      {ordered.length === 0 && <Text c="dimmed">{words.noFields}</Text>}
      <Box style={{ display: 'grid', gridTemplateColumns: COLUMNS, gap: 8 }}>
        <SortableList ids={ordered.map(({ field }) => field)} onMove={move}>
          {ordered.map((field) => (
            <FieldCard
              key={field.field}
              field={field}
              isFixed={change.isBusy}
              onEdit={() => onEdit(field)}
            >
              <Menu.Item onClick={() => onEdit(field)}>{words.edit}</Menu.Item>
              <Menu.Item
                onClick={() => say(field.field, { width: isHalf(field) ? 'full' : 'half' })}
              >
                {isHalf(field) ? words.full : words.half}
              </Menu.Item>
              <Menu.Item onClick={() => say(field.field, { hidden: !isHidden(field) })}>
                {isHidden(field) ? words.showField : words.hideField}
              </Menu.Item>
              {mayChange && field.schema?.is_primary_key !== true && (
                <>
                  <Menu.Item onClick={() => onDuplicate(copyOf(field, fields))}>
                    {words.duplicate}
                  </Menu.Item>
                  <Menu.Item c="var(--mantine-color-error)" onClick={() => setRemoved(field)}>
                    {words.delete}
                  </Menu.Item>
                </>
              )}
            </FieldCard>
          ))}
        </SortableList>
      </Box>
      {removed !== null && (
        <RemoveDialog
          title={words.remove.fieldTitle(removed.field)}
          text={words.remove.text}
          name={removed.schema === null ? null : removed.field}
          request={{ method: 'DELETE', path: `${path}/${encodeURIComponent(removed.field)}` }}
          onClose={() => setRemoved(null)}
          onDone={() => setRemoved(null)}
        />
      )}
    </>
  )
}

interface FieldCardProps {
  readonly field: WireField
  readonly isFixed: boolean
  readonly onEdit: () => void
  /** What its menu offers. */
  readonly children: ReactElement | readonly (ReactElement | false)[]
}

function FieldCard({ field, isFixed, onEdit, children }: FieldCardProps): ReactElement {
  const title = titleOf(field.field)
  const { ref, style, handle } = useSortableLine(field.field, words.move(title), isFixed)
  const { schema, meta, type } = field
  return (
    <Group
      ref={ref}
      gap="xs"
      px="xs"
      h={52}
      wrap="nowrap"
      style={{
        ...style,
        gridColumn: isHalf(field) ? 'auto' : '1 / -1',
        border: '1px solid var(--mantine-color-default-border)',
        borderRadius: 8,
        background: 'var(--mantine-color-body)',
      }}
    >
      {handle}
      <UnstyledButton onClick={onEdit} style={{ flex: 1, minWidth: 0 }}>
        <Group gap={6} wrap="nowrap">
          {schema?.is_primary_key === true && <IconKey size={14} aria-hidden />}
          <Text fz="sm" fw={500} truncate>
            {title}
          </Text>
          {meta?.['required'] === true && (
            <Text span c="red" fz="sm" aria-hidden>
              *
            </Text>
          )}
        </Group>
        <Text fz="xs" c="dimmed" ff="monospace" truncate>
          {field.field} · {schema === null ? words.noColumn : type}
        </Text>
      </UnstyledButton>
      {isHidden(field) && (
        <Badge variant="default" tt="none" fw={500} size="sm">
          {words.states.hidden}
        </Badge>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words.moreOf(title)}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>{children}</Menu.Dropdown>
      </Menu>
    </Group>
  )
}

function isHalf({ meta }: WireField): boolean {
  return String(meta?.['width'] ?? '').startsWith('half')
}

function isHidden({ meta }: WireField): boolean {
  return meta?.['hidden'] === true
}

function inOrder(fields: readonly WireField[]): readonly WireField[] {
  const place = ({ meta }: WireField): number =>
    typeof meta?.['sort'] === 'number' ? meta['sort'] : Number.MAX_SAFE_INTEGER
  return fields.toSorted((left, right) => place(left) - place(right))
}

function copyOf(field: WireField, fields: readonly WireField[]): FieldDraft {
  const names = new Set(fields.map((each) => each.field))
  let name = `${field.field}_copy`
  for (let number = 2; names.has(name); number++) name = `${field.field}_copy_${number}`
  return { ...draftOfField(field), name, unique: false }
}
