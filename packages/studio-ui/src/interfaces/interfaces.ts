import { BooleanInput } from './boolean/boolean.js'
import { Datetime } from './datetime/datetime.js'
import { InputCode } from './input-code/input-code.js'
import { InputHash } from './input-hash/input-hash.js'
import { InputMultiline } from './input-multiline/input-multiline.js'
import { Input } from './input/input.js'
import type { Interfaces } from './interface-props.js'
import { SelectDropdownM2o } from './select-dropdown-m2o/select-dropdown-m2o.js'
import { SelectDropdown } from './select-dropdown/select-dropdown.js'
import { ListO2mTreeView } from './list-o2m-tree-view/list-o2m-tree-view.js'
import { RelationalList } from '../related/relational-list.js'
import { Tags } from './tags/tags.js'

/** The interfaces there are, by the ids of the catalogue. */
export const interfaces: Interfaces = {
  boolean: BooleanInput,
  datetime: Datetime,
  input: Input,
  'input-code': InputCode,
  'input-hash': InputHash,
  'input-multiline': InputMultiline,
  'input-rich-text-html': InputMultiline,
  'input-rich-text-md': InputMultiline,
  'list-m2a': RelationalList,
  'list-m2m': RelationalList,
  'list-o2m': RelationalList,
  'list-o2m-tree-view': ListO2mTreeView,
  'select-dropdown': SelectDropdown,
  'select-dropdown-m2o': SelectDropdownM2o,
  'select-radio': SelectDropdown,
  tags: Tags,
}
