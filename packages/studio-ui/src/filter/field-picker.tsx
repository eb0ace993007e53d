import { Button, Combobox, Text, useCombobox } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactElement, type ReactNode, useState } from 'react'
import { useStudio } from '../provider/studio-provider.js'
import { useCollection, useRelations } from '../schema/use-collections.js'
import { linksOf } from './field-place.js'
import { functionsOfField } from './use-filter-field.js'

/** What the picker can end at besides fields. */
export type PickerKinds = 'filter' | 'column'

interface FieldPickerProps {
  readonly collection: string
  readonly onPick: (path: readonly string[]) => void
  /** Columns have no lists and no functions. Default: filter. */
  readonly kinds?: PickerKinds
  /** What the button says. */
  readonly label: string
  readonly children: ReactNode
  readonly isInvalid?: boolean
  readonly variant?: string
  /** What is picked takes the focus itself; otherwise it comes back to the button. */
  readonly leadsOn?: boolean
}

/** One way further into the tree: the key that is followed, and what lies behind it. */
interface Level {
  readonly key: string
  readonly title: string
  readonly collection: string
}

/**
 * Chooses a field, through relations as far as somebody looks: what lies behind a relation is read when
 * it is opened. Arrows move, Enter chooses or opens, Right opens, Left goes back.
 */
export function FieldPicker(props: FieldPickerProps): ReactElement {
  const { messages } = useStudio()
  const [levels, setLevels] = useState<readonly Level[]>([])
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownClose: () => {
      setLevels([])
      setSearch('')
      combobox.resetSelectedOption()
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  })
  const at = levels.at(-1)?.collection ?? props.collection

  function enter(level: Level): void {
    setLevels([...levels, level])
    setSearch('')
    combobox.selectFirstOption()
  }
  function back(): void {
    setLevels(levels.slice(0, -1))
    setSearch('')
  }
  function choose(value: string): void {
    if (value === 'back') return back()
    const [kind, key = '', title = '', collection = ''] = JSON.parse(value) as readonly string[]
    if (kind === 'into') return enter({ key, title, collection })
    props.onPick([...levels.map((level) => level.key), key])
    combobox.closeDropdown()
    if (props.leadsOn !== true) combobox.focusTarget()
  }
  function move(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Escape') combobox.focusTarget()
    if (search !== '') return
    const isOn = combobox.getSelectedOptionIndex() >= 0
    if (
      event.key === 'ArrowRight' &&
      isOn &&
      document.querySelector('[data-combobox-selected][data-into]')
    )
      combobox.clickSelectedOption()
    if (event.key === 'ArrowLeft' && levels.length > 0) back()
  }

  return (
    <Combobox
      store={combobox}
      width={300}
      position="bottom-start"
      onOptionSubmit={choose}
      shadow="md"
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size={props.variant === 'subtle' ? 'compact-sm' : 'xs'}
          fz="xs"
          variant={props.variant ?? 'default'}
          rightSection={<IconChevronDown size={14} />}
          aria-label={props.label}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          aria-invalid={props.isInvalid}
          {...(props.isInvalid === true && { c: 'red' })}
          onClick={() => combobox.toggleDropdown()}
        >
          {props.children}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          role="combobox"
          aria-expanded={combobox.dropdownOpened}
          aria-label={messages.filter.searchFields}
          placeholder={messages.filter.searchFields}
          onChange={({ currentTarget }) => {
            setSearch(currentTarget.value)
            combobox.selectFirstOption()
          }}
          onKeyDown={move}
        />
        <Combobox.Options aria-label={props.label} mah={320} style={{ overflowY: 'auto' }}>
          {combobox.dropdownOpened && (
            <Level
              key={levels.length}
              collection={at}
              search={search}
              back={levels.at(-1)?.title ?? null}
              kinds={props.kinds ?? 'filter'}
            />
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

interface LevelProps {
  readonly collection: string
  readonly search: string
  /** What this level lies behind; null of the first. */
  readonly back: string | null
  readonly kinds: PickerKinds
}

function Level({ collection: id, search, back, kinds }: LevelProps): ReactElement {
  const { messages } = useStudio()
  const words = messages.filter
  const { collection } = useCollection(id)
  const relations = useRelations()
  const wanted = search.trim().toLowerCase()
  const matches = (...texts: readonly string[]): boolean =>
    texts.join(' ').toLowerCase().includes(wanted)
  const fields = (collection?.fields ?? []).filter(({ name, title }) => matches(name, title))
  const links = linksOf(id, relations.data ?? []).filter(
    ({ key, title, isList }) => matches(key, title) && (kinds === 'filter' || !isList),
  )
  const lists = kinds === 'filter' ? links.filter(({ isList }) => isList) : []
  const parts =
    kinds === 'filter'
      ? fields.flatMap((field) => functionsOfField(field).map((name) => ({ field, name })))
      : []
  return (
    <>
      {back !== null && (
        <Combobox.Option value="back">
          <Text span fz="sm" c="dimmed">
            <IconArrowLeft size={14} style={{ verticalAlign: -2 }} /> {words.back(back)}
          </Text>
        </Combobox.Option>
      )}
      {collection === undefined && <Combobox.Empty>{messages.loading}</Combobox.Empty>}
      {collection !== undefined && fields.length + links.length === 0 && (
        <Combobox.Empty>{words.noField}</Combobox.Empty>
      )}
      {fields.length > 0 && (
        <Combobox.Group label={words.fields}>
          {fields.map(({ name, title, nativeType }) => (
            <Combobox.Option
              key={name}
              value={JSON.stringify(['pick', name])}
              title={`${name} ${nativeType}`}
            >
              {title}
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {links.length > 0 && (
        <Combobox.Group label={words.linked}>
          {links.map(({ key, title, collection: target }) => (
            <Combobox.Option
              key={key}
              data-into
              value={JSON.stringify(['into', key, title, target])}
              title={key}
            >
              {title} <IconChevronRight size={14} style={{ verticalAlign: -2 }} aria-hidden />
            </Combobox.Option>
          ))}
        </Combobox.Group>
      )}
      {parts.length + lists.length > 0 && (
        <Combobox.Group label={words.parts}>
          {parts.map(({ field, name }) => (
            <Combobox.Option
              key={`${name} ${field.name}`}
              value={JSON.stringify(['pick', `${name}(${field.name})`])}
            >
              {field.title} ({words.functions[name]})
            </Combobox.Option>
          ))}
          {lists.flatMap(({ key, title }) =>
            key.startsWith('$') ? (
              []
            ) : (
              <Combobox.Option
                key={`count ${key}`}
                value={JSON.stringify(['pick', `count(${key})`])}
              >
                {title} ({words.functions['count']})
              </Combobox.Option>
            ),
          )}
        </Combobox.Group>
      )}
    </>
  )
}
