import { RelationalList } from '../related/relational-list.js'
import { BooleanInput } from './boolean/boolean.js'
import { CollectionItem, CollectionItems } from './collection-item/collection-item.js'
import { Datetime } from './datetime/datetime.js'
import { InputAutocompleteApi } from './input-autocomplete-api/input-autocomplete-api.js'
import { InputCode } from './input-code/input-code.js'
import { InputHash } from './input-hash/input-hash.js'
import { InputMultiline } from './input-multiline/input-multiline.js'
import { InputRichTextHtml } from './input-rich-text-html/input-rich-text-html.js'
import { InputRichTextMd } from './input-rich-text-md/input-rich-text-md.js'
import { Input } from './input/input.js'
import type { Interfaces } from './interface-props.js'
import { ListO2mTreeView } from './list-o2m-tree-view/list-o2m-tree-view.js'
import { Repeater } from './list/list.js'
import { SelectColor } from './select-color/select-color.js'
import { SelectDropdownM2o } from './select-dropdown-m2o/select-dropdown-m2o.js'
import { SelectDropdown } from './select-dropdown/select-dropdown.js'
import { SelectIcon } from './select-icon/select-icon.js'
import { SelectMultipleCheckboxTree } from './select-multiple-checkbox-tree/select-multiple-checkbox-tree.js'
import { SelectMultipleCheckbox } from './select-multiple-checkbox/select-multiple-checkbox.js'
import { SelectMultipleDropdown } from './select-multiple-dropdown/select-multiple-dropdown.js'
import { SelectRadio } from './select-radio/select-radio.js'
import { Slider } from './slider/slider.js'
import {
  SystemCollection,
  SystemCollections,
  SystemField,
  SystemFields,
} from './system-collection/system-collection.js'
import { SystemDisplayTemplate } from './system-display-template/system-display-template.js'
import { SystemFilter } from './system-filter/system-filter.js'
import { Tags } from './tags/tags.js'
import { Translations } from './translations/translations.js'

/** The interfaces there are, by the ids of the catalogue. */
export const interfaces: Interfaces = {
  boolean: BooleanInput,
  'collection-item-dropdown': CollectionItem,
  'collection-item-multiple-dropdown': CollectionItems,
  datetime: Datetime,
  input: Input,
  'input-autocomplete-api': InputAutocompleteApi,
  'input-code': InputCode,
  'input-hash': InputHash,
  'input-multiline': InputMultiline,
  'input-rich-text-html': InputRichTextHtml,
  'input-rich-text-md': InputRichTextMd,
  list: Repeater,
  'list-m2a': RelationalList,
  'list-m2m': RelationalList,
  'list-o2m': RelationalList,
  'list-o2m-tree-view': ListO2mTreeView,
  'select-color': SelectColor,
  'select-dropdown': SelectDropdown,
  'select-dropdown-m2o': SelectDropdownM2o,
  'select-icon': SelectIcon,
  'select-multiple-checkbox': SelectMultipleCheckbox,
  'select-multiple-checkbox-tree': SelectMultipleCheckboxTree,
  'select-multiple-dropdown': SelectMultipleDropdown,
  'select-radio': SelectRadio,
  slider: Slider,
  'system-collection': SystemCollection,
  'system-collections': SystemCollections,
  'system-display-template': SystemDisplayTemplate,
  'system-field': SystemField,
  'system-fields': SystemFields,
  'system-filter': SystemFilter,
  tags: Tags,
  translations: Translations,
}
