import {
  ForbiddenError,
  UniqueViolationError,
  ValidationError,
  ValidationErrors,
} from '@relvar/query-engine'
import { expect, it } from 'vitest'
import { answerError } from './answer.js'
import { RouteNotFoundError } from './rest-error.js'

it('puts the code and the details of an error into extensions', () => {
  const error = new UniqueViolationError(
    { collection: 'a', field: 'b', value: null },
    ['b'],
    'a_b_key',
  )
  expect(answerError(error, 'id')).toEqual({
    status: 400,
    errors: [
      {
        message: error.message,
        extensions: { code: 'RECORD_NOT_UNIQUE', collection: 'a', field: 'b', value: null },
      },
    ],
  })
})

it('gives every failing field an entry of its own', () => {
  const failures = ['a', 'b'].map(
    (field) => new ValidationError({ field, path: [], type: 'required' }),
  )
  const { status, errors } = answerError(new ValidationErrors(failures), 'id')
  expect(status).toBe(400)
  expect(errors.map((entry) => entry.extensions)).toEqual([
    { code: 'FAILED_VALIDATION', field: 'a', path: [], type: 'required' },
    { code: 'FAILED_VALIDATION', field: 'b', path: [], type: 'required' },
  ])
})

it.each([
  [new ForbiddenError(), 403, 'FORBIDDEN'],
  [new RouteNotFoundError('/x'), 404, 'ROUTE_NOT_FOUND'],
])('knows the status of %s', (error, status, code) => {
  expect(answerError(error, 'id')).toMatchObject({ status, errors: [{ extensions: { code } }] })
})

it.each([new Error('password=secret in SELECT 1'), 'text', undefined, { code: 'FORBIDDEN' }])(
  'tells nothing of %s',
  (error) => {
    expect(answerError(error, 'the-id')).toEqual({
      status: 500,
      errors: [
        {
          message: 'An unexpected error occurred.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'the-id' },
        },
      ],
    })
  },
)
