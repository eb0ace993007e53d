import { expect, it } from 'vitest'
import { addressOf } from './address.js'

it.each(['ada@example.com', "o'brien+tag@mail.example.com", 'jürgen@exämple.de'])(
  'takes %s',
  (address) => expect(addressOf(address)).toBe(address),
)

it.each([
  '',
  'ada',
  'ada@',
  'a@b@c.d',
  'a@b.c,d@e.f',
  'a@b.c;d@e.f',
  'Ada <a@b.c>',
  '"a b"@c.d',
  'a@b.c\r\nBcc: x@y.z',
  'a@b.c\n',
  'a@b.c\0',
  `${'a'.repeat(251)}@b.c`,
])('refuses %j', (address) => {
  expect(() => addressOf(address)).toThrow('one plain address')
})
