import { ActionIcon, Box, Button, Group, Menu, NativeSelect, Stack, Text } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowUp,
  IconBoxMultiple,
  IconCopy,
  IconDots,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { type ReactElement, useEffect, useRef } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { FieldPicker } from './field-picker.js'
import {
  type FilterGroup,
  type FilterNode,
  type FilterRule,
  newGroup,
  newRule,
} from './filter-tree.js'
import { addNode, moveNode, replaceNode, wrapNode } from './edit-tree.js'
import { operandOf, PAYLOAD_OPERATORS } from './operators.js'
import { type FilterField, useFilterField, useScope } from './use-filter-field.js'
import { ValueInput } from './value-input.js'

/** What all nodes of a tree share. */
export interface TreeProps {
  readonly collection: string
  /** The tree as a whole; a change of a node is a change of it. */
  readonly root: FilterGroup
  readonly onRootChange: (root: FilterGroup) => void
  /** Also offer operators of what is about to be saved. */
  readonly isPayload: boolean
}

interface GroupProps extends TreeProps {
  readonly group: FilterGroup
  /** The relations of the groups around. */
  readonly scope: readonly string[]
}

/** Conditions below each other, and how they go together. */
export function GroupNode(props: GroupProps): ReactElement {
  const { group, root, onRootChange, collection } = props
  const { messages } = useStudio()
  const words = messages.filter
  const isRoot = group === root
  const scope = [...props.scope, ...group.scope]
  const change = (next: Partial<FilterGroup>): void =>
    onRootChange(
      isRoot
        ? { ...root, ...next }
        : replaceNode(root, group.id, (node) => ({ ...node, ...next }) as FilterNode),
    )
  const add = (node: FilterNode): void => onRootChange(addNode(root, group.id, node))
  const frame = isRoot
    ? {}
    : { pl: 'sm', style: { borderLeft: '2px solid var(--mantine-color-default-border)' } }
  return (
    <Box role="group" aria-label={group.logic === '_and' ? words.allOf : words.anyOf} {...frame}>
      <Stack gap={8}>
        {(!isRoot || group.children.length > 1) && (
          <Group gap={4} wrap="nowrap">
            {group.scope.length > 0 && <ScopeTitle collection={collection} path={scope} />}
            <NativeSelect
              size="xs"
              w={130}
              aria-label={words.logic}
              data={[
                { value: '_and', label: words.allOf },
                { value: '_or', label: words.anyOf },
              ]}
              value={group.logic}
              onChange={({ currentTarget }) =>
                change({ logic: currentTarget.value === '_or' ? '_or' : '_and' })
              }
            />
            {!isRoot && <NodeMenu {...props} node={group} title={words.group} />}
          </Group>
        )}
        {group.children.length === 0 && (
          <Text fz="sm" c="dimmed">
            {isRoot ? words.empty : words.emptyGroup}
          </Text>
        )}
        {group.children.map((child) =>
          child.kind === 'group' ? (
            <GroupNode key={child.id} {...props} group={child} scope={scope} />
          ) : (
            <RuleNode key={child.id} {...props} rule={child} scope={scope} />
          ),
        )}
        <Group gap={4} ml={-8}>
          <AddRule {...props} scope={scope} onAdd={add} />
          <Button
            size="compact-sm"
            fz="xs"
            variant="subtle"
            color="gray"
            onClick={() => add(newGroup([], group.logic === '_and' ? '_or' : '_and'))}
          >
            {words.addGroup}
          </Button>
        </Group>
      </Stack>
    </Box>
  )
}

function ScopeTitle({
  collection,
  path,
}: {
  readonly collection: string
  readonly path: readonly string[]
}): ReactElement {
  const { messages } = useStudio()
  const { title } = useScope(collection, path)
  return (
    <Text fz="sm" fw={500}>
      {messages.filter.sameItem(title)}
    </Text>
  )
}

/** The collection whose fields a group's conditions begin from. */
function AddRule({
  collection,
  scope,
  onAdd,
}: {
  readonly collection: string
  readonly scope: readonly string[]
  readonly onAdd: (node: FilterNode) => void
}): ReactElement {
  const { messages } = useStudio()
  const { collection: end } = useScope(collection, scope)
  return (
    <FieldPicker
      collection={end}
      label={messages.filter.addRule}
      variant="subtle"
      leadsOn
      onPick={(path) => onAdd(newRule(path, '', null))}
    >
      <IconPlus size={14} style={{ marginRight: 4 }} aria-hidden />
      {messages.filter.addRule}
    </FieldPicker>
  )
}

interface RuleProps extends TreeProps {
  readonly rule: FilterRule
  readonly scope: readonly string[]
}

/** A condition: field, operator, value. */
function RuleNode(props: RuleProps): ReactElement {
  const { rule, scope, root, onRootChange, collection, isPayload } = props
  const { messages } = useStudio()
  const words = messages.filter
  const operatorSelect = useRef<HTMLSelectElement>(null)
  const isNew = useRef(rule.operator === '')
  useEffect(() => {
    // Whoever adds a condition goes on with it.
    if (isNew.current) operatorSelect.current?.focus()
  }, [])
  const target = useFilterField(collection, [...scope, ...rule.path])
  const from = useScope(collection, scope)
  const operators = [...target.operators, ...(isPayload ? PAYLOAD_OPERATORS : [])]
  const operator = rule.operator === '' ? (operators[0] ?? '') : rule.operator
  const shown =
    operators.includes(operator) || operator === '' ? operators : [operator, ...operators]
  const set = (next: Partial<FilterRule>): void =>
    onRootChange(
      replaceNode(root, rule.id, (node) => ({ ...node, operator, ...next }) as FilterNode),
    )
  function setOperator(next: string): void {
    const operand = operandOf(next)
    const isSame = operand === operandOf(operator)
    set({ operator: next, value: operand === 'claim' ? true : isSame ? rule.value : null })
  }
  return (
    <Group gap={4} align="flex-start" role="group" aria-label={target.title}>
      <FieldPicker
        collection={from.collection}
        label={`${words.chooseField}: ${target.title}`}
        isInvalid={target.isMissing}
        onPick={(path) => set({ path, operator: '', value: null })}
      >
        {target.title}
      </FieldPicker>
      {target.isMissing ? (
        <Text fz="xs" c="red" py={6}>
          {words.unknownField}
        </Text>
      ) : (
        <NativeSelect
          ref={operatorSelect}
          size="xs"
          w={170}
          aria-label={words.operator}
          data={shown.map((name) => ({ value: name, label: operatorText(name, target) }))}
          value={operator}
          onChange={({ currentTarget }) => setOperator(currentTarget.value)}
        />
      )}
      <ValueInput
        key={`${rule.path.join('.')} ${operator}`}
        rule={{ ...rule, operator }}
        target={target}
        onChange={(value) => set({ value })}
      />
      <NodeMenu {...props} node={rule} title={target.title} />
    </Group>
  )

  function operatorText(name: string, { field }: FilterField): string {
    const isTime = field !== null && /^(date|dateTime|time|timestamp)$/.test(field.type)
    return (isTime ? words.timeOperators[name] : undefined) ?? words.operators[name] ?? name
  }
}

interface NodeMenuProps extends TreeProps {
  readonly node: FilterNode
  readonly title: string
}

/** What is done with a node as a whole; it can be moved without a mouse. */
function NodeMenu({ node, title, root, onRootChange }: NodeMenuProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.filter
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={words.more(title)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={14} />}
          onClick={() => onRootChange(moveNode(root, node.id, -1))}
        >
          {words.moveUp}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} />}
          onClick={() => onRootChange(moveNode(root, node.id, 1))}
        >
          {words.moveDown}
        </Menu.Item>
        {node.kind === 'rule' && (
          <>
            <Menu.Item
              leftSection={<IconBoxMultiple size={14} />}
              onClick={() => onRootChange(wrapNode(root, node.id))}
            >
              {words.wrap}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconCopy size={14} />}
              onClick={() => onRootChange(copyNode(root, node))}
            >
              {words.duplicate}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={14} />}
          onClick={() => onRootChange(replaceNode(root, node.id, () => null))}
        >
          {words.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function copyNode(root: FilterGroup, { path, operator, value, id }: FilterRule): FilterGroup {
  const copy = newRule(path, operator, value)
  const insert = (group: FilterGroup): FilterGroup => ({
    ...group,
    children: group.children.flatMap((child): readonly FilterNode[] =>
      child.id === id ? [child, copy] : [child.kind === 'group' ? insert(child) : child],
    ),
  })
  return insert(root)
}
