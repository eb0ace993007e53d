import { ActionIcon, Group, InputBase, Text } from '@mantine/core'
import {
  IconChevronRight,
  IconExternalLink,
  IconPencil,
  IconPlus,
  IconX,
} from '@tabler/icons-react'
import { type ReactElement, type ReactNode, useContext } from 'react'
import { useWatch } from 'react-hook-form'
import { bothFilters, filterJson } from '../../filter/filter-tree.js'
import { fieldName } from '../../item-form/field-name.js'
import { FormContext, useSurroundingForm } from '../../item-form/form-context.js'
import { refusedBelow } from '../../item-form/save-failure.js'
import { NestedFormsContext } from '../../item-form/nested-forms.js'
import { isStagedItem, type StagedItem } from '../../item-form/staged.js'
import { useStudio } from '../../provider/studio-provider.js'
import { PageLink } from '../../related/page-link.js'
import { useFieldDrawer } from '../../related/drawer-path.js'
import { RelatedDrawer } from '../../related/related-drawer.js'
import { SideDrawer } from '../../related/side-drawer.js'
import { itemKey } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import { filterOf, linkedBy, linkingTo } from '../../schema/link-columns.js'
import { useCollection } from '../../schema/use-collections.js'
import type { Item } from '../../wire/objects.js'
import type { InterfaceProps } from '../interface-props.js'
import { identityOf } from '../../related/row-drawer.js'
import { ItemPicker } from './item-picker.js'
import { useLinkedItem } from './use-linked-item.js'

/** The item that this one links to, by its name. Another is chosen in a drawer, or made, or it is edited there. */
export function SelectDropdownM2o(props: InterfaceProps): ReactElement {
  const { field, value, onChange } = props
  if (field.related?.columns !== undefined) return <SeveralColumns {...props} />
  const key = field.related?.key ?? ''
  const isSet = value !== null && value !== undefined && value !== ''
  return (
    <LinkField
      {...props}
      linked={isSet && !isStagedItem(value) ? { [key]: value } : null}
      fixed={null}
      onPick={(item) => onChange(item[key])}
    />
  )
}

interface LinkFieldProps extends InterfaceProps {
  /** What is known of the linked item, by the columns there; null where there is no link. */
  readonly linked: Item | null
  /** What other fields of the form say of the item. */
  readonly fixed: Item | null
  readonly onPick: (item: Item) => void
}

/** A link whose key has several parts. Those that other fields of the form hold are what is offered to choose. */
function SeveralColumns(props: InterfaceProps): ReactElement {
  const { field, value, onChange } = props
  const form = useSurroundingForm()
  const columns = field.related?.columns ?? []
  const others = columns.filter(([here]) => field.covers?.includes(here) !== true)
  const names = others.map(([here]) => fieldName(here))
  const given: readonly unknown[] = useWatch({ control: form.methods.control, name: names })
  const held = others.map(([here], index) => [here, partOf(given[index])] as const)
  const row = { ...(isStagedItem(value) ? {} : partsOf(value)), ...Object.fromEntries(held) }
  const said = others.filter(([here]) => row[here] !== null)
  function pick(item: Item): void {
    const now = linkingTo(columns, item)
    onChange(Object.fromEntries((field.covers ?? []).map((name) => [name, now[name]])))
    for (const [here] of others) if (row[here] === null) form.change(here, now[here])
  }
  return (
    <LinkField
      {...props}
      linked={isStagedItem(value) ? null : linkedBy(columns, row)}
      fixed={linkedBy(said, row)}
      onPick={pick}
    />
  )
}

function partOf(draft: unknown): unknown {
  return draft === undefined || draft === '' || isStagedItem(draft) ? null : draft
}

function partsOf(value: unknown): Item {
  return typeof value === 'object' && value !== null ? (value as Item) : {}
}

function LinkField(props: LinkFieldProps): ReactElement {
  const { field, value, linked: known, fixed, onPick, onChange, frame } = props
  const { messages } = useStudio()
  const drawer = useFieldDrawer(field.name)
  const canNest = useContext(NestedFormsContext) !== null
  const refused = refusedBelow(useContext(FormContext)?.refused ?? [], [field.name])
  const { label: title, description, error, withAsterisk, disabled, id } = frame
  const { collection } = useCollection(field.related?.collection ?? '')
  const linked = useLinkedItem(field, known, isStagedItem(value) ? value.shown : null)
  const isSet = known !== null || isStagedItem(value)
  const key = keyOf(collection, value, linked.item ?? known)
  const isEditing = drawer.open === '+' || (drawer.open !== null && drawer.open !== '?')
  const { enableCreate, enableSelect, enableLink } = field.options
  const canCreate =
    enableCreate !== false && !disabled && collection?.actions.includes('create') === true
  const actions = [
    enableLink === true && isSet && collection !== undefined && key !== null && (
      <PageLink key="page" collection={collection.id} itemKey={key} name={field.title} size="sm" />
    ),
    canClear(props) && (
      <Action key="clear" label={messages.clear} onClick={() => onChange(null)}>
        <IconX size={14} />
      </Action>
    ),
    canNest && isSet && collection !== undefined && (key !== null || isStagedItem(value)) && (
      <Action key="edit" label={messages.edit(field.title)} onClick={() => drawer.show(key ?? '+')}>
        {disabled ? <IconExternalLink size={14} /> : <IconPencil size={14} />}
      </Action>
    ),
    canNest && !isSet && canCreate && (
      <Action key="new" label={messages.createIn(field.title)} onClick={() => drawer.show('+')}>
        <IconPlus size={14} />
      </Action>
    ),
  ].filter(Boolean)
  return (
    <>
      <InputBase
        component="button"
        type="button"
        pointer
        {...{ id, label: title, description, error, withAsterisk }}
        disabled={disabled || enableSelect === false}
        onClick={() => drawer.show('?')}
        rightSectionWidth={36 + actions.length * 26}
        rightSectionPointerEvents="all"
        rightSection={
          <Group gap={2} wrap="nowrap" justify="flex-end" pr={8} w="100%">
            {actions}
            <IconChevronRight size={16} aria-hidden style={{ pointerEvents: 'none' }} />
          </Group>
        }
      >
        <Text span fz="sm" truncate display="block" c={linked.name === null ? 'dimmed' : undefined}>
          {linked.name ?? messages.notChosen}
        </Text>
      </InputBase>
      <SideDrawer
        title={messages.choose(field.title)}
        isOpen={drawer.open === '?'}
        onClose={drawer.close}
      >
        {drawer.open === '?' && field.related !== null && (
          <ItemPicker
            collection={field.related.collection}
            filter={bothFilters(filterJson(field.options['filter']), fixed && filterOf(fixed))}
            onPick={(item) => {
              onPick(item)
              drawer.close()
            }}
          />
        )}
      </SideDrawer>
      <RelatedDrawer
        title={key === null ? messages.newItem(field.title) : field.title}
        part={
          isEditing && collection !== undefined
            ? {
                collection: collection.id,
                key: drawer.open === '+' ? null : drawer.open,
                staged: isStagedItem(value) ? value.values : key === null ? (fixed ?? {}) : {},
                omit: [],
                refused: isStagedItem(value) ? refused : [],
              }
            : null
        }
        isReadonly={disabled || collection?.readonly !== null}
        onClose={drawer.close}
        onApply={({ values, shown }) => onChange(stagedOf(collection, drawer.open, values, shown))}
      />
    </>
  )
}

function canClear({ field, frame, value }: InterfaceProps): boolean {
  return field.nullable && !frame.disabled && value !== null && value !== undefined
}

/** The key of the item by which it is read; null of one that is new, or whose key is not known yet. */
function keyOf(
  collection: StudioCollection | undefined,
  value: unknown,
  item: Item | null,
): string | null {
  const known = isStagedItem(value) ? value.identity : item
  const isKnown = collection?.primaryKey.every((name) => (known?.[name] ?? null) !== null) === true
  return known !== null && isKnown ? itemKey(collection, known) : null
}

function stagedOf(
  collection: StudioCollection | undefined,
  open: string | null,
  values: Item,
  shown: Item,
): StagedItem | null {
  if (collection === undefined) return null
  const identity = open === '+' ? {} : identityOf(collection, shown)
  return { 'relvar:staged': 'item', identity, values, shown }
}

interface ActionProps {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}

function Action({ label, onClick, children }: ActionProps): ReactElement {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  )
}
