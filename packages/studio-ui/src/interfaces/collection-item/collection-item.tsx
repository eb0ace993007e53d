import { ActionIcon, Button, Group, Input, Stack, Text } from '@mantine/core'
import { IconLink, IconX } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useItem } from '../../item-form/use-item.js'
import { useItemName } from '../../item-form/use-item-name.js'
import { useStudio } from '../../provider/studio-provider.js'
import { useFieldDrawer } from '../../related/drawer-path.js'
import { SideDrawer } from '../../related/side-drawer.js'
import { itemKey } from '../../schema/item-key.js'
import type { StudioCollection } from '../../schema/studio-collection.js'
import { useCollection } from '../../schema/use-collections.js'
import type { InterfaceProps } from '../interface-props.js'
import { filterJson } from '../../filter/filter-tree.js'
import { ItemPicker } from '../select-dropdown-m2o/item-picker.js'
import { listOrNull } from '../several.js'

/** An item by its key and its collection. */
interface Reference {
  readonly key: string | number
  readonly collection: string
}

/** One item of a collection that the options name, kept without a link. */
export function CollectionItem(props: InterfaceProps): ReactElement {
  const references = isReference(props.value) ? [props.value] : []
  return (
    <References
      {...props}
      references={references}
      onReferences={([one]) => props.onChange(one ?? null)}
      isSingle
    />
  )
}

/** Several of them. */
export function CollectionItems(props: InterfaceProps): ReactElement {
  const { value, onChange, field } = props
  const references = Array.isArray(value) ? value.filter(isReference) : []
  return (
    <References
      {...props}
      references={references}
      onReferences={(next) => onChange(listOrNull(next, field))}
    />
  )
}

interface ReferencesProps extends InterfaceProps {
  readonly references: readonly Reference[]
  readonly onReferences: (references: readonly Reference[]) => void
  readonly isSingle?: boolean
}

function References(props: ReferencesProps): ReactElement {
  const { field, frame, references, onReferences, isSingle = false } = props
  const { messages } = useStudio()
  const drawer = useFieldDrawer(field.name)
  const id = String(field.options['selectedCollection'] ?? '')
  const { collection } = useCollection(id)
  const { label, description, error, withAsterisk, disabled } = frame
  return (
    <Input.Wrapper
      {...{ label, description, error, withAsterisk }}
      labelElement="div"
      id={frame.id}
    >
      <Stack gap={6} mt={4} align="flex-start">
        {references.map((reference) => (
          <Group key={String(reference.key)} gap="xs" wrap="nowrap">
            <ReferenceName {...props} reference={reference} />
            {!disabled && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={messages.removeRow(String(reference.key))}
                onClick={() => onReferences(references.filter((each) => each !== reference))}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!disabled && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconLink size={14} />}
            onClick={() => drawer.show('?')}
          >
            {messages.choose(field.title)}
          </Button>
        )}
      </Stack>
      <SideDrawer
        title={messages.choose(field.title)}
        isOpen={drawer.open === '?'}
        onClose={drawer.close}
      >
        {drawer.open === '?' && collection !== undefined && (
          <ItemPicker
            collection={id}
            filter={filterJson(field.options['filter'])}
            onPick={(item) => {
              const [name = ''] = collection.primaryKey
              const single = item[name]
              const isPlain = collection.primaryKey.length === 1 && isKey(single)
              const key = isPlain ? single : (itemKey(collection, item) ?? '')
              const rest = references.filter((each) => each.key !== key)
              onReferences(
                isSingle ? [{ key, collection: id }] : [...rest, { key, collection: id }],
              )
              drawer.close()
            }}
          />
        )}
      </SideDrawer>
    </Input.Wrapper>
  )
}

function ReferenceName(props: ReferencesProps & { readonly reference: Reference }): ReactElement {
  const { field, reference } = props
  const { collection } = useCollection(reference.collection)
  const said = field.options['template']
  const key = String(reference.key)
  return (
    <Text fz="sm">
      {collection === undefined ? (
        key
      ) : (
        <ItemName
          collection={collection}
          template={typeof said === 'string' && said !== '' ? said : collection.template}
          itemKey={key}
        />
      )}
    </Text>
  )
}

interface ItemNameProps {
  readonly collection: StudioCollection
  readonly template: string
  readonly itemKey: string
}

function ItemName({ collection, template, itemKey: key }: ItemNameProps): string {
  const { data } = useItem(collection.id, key)
  return useItemName({ ...collection, nameTemplate: template }, key, data?.item ?? null)
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false
  return isKey(Reflect.get(value, 'key')) && typeof Reflect.get(value, 'collection') === 'string'
}
