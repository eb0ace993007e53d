// The application
export { createRest } from './rest.js'
export type { OpenApiOptions, RestLimits, RestOptions } from './options.js'
export { describeHealth } from './server/health.js'
export type { HealthCheck, HealthReport, HealthStatus } from './server/health.js'
export { defaultProject, describeServer } from './server/info.js'
export type { RateLimit, ServerInfo } from './server/info.js'

// Its description
export { apiDescriber } from './openapi/describer.js'
export type { Description, Describer } from './openapi/describer.js'

// For applications that mount it beside other routes
export { streamBytes } from './request/stream-bytes.js'
export { answerNotFound } from './route.js'
export { commonHeaders, successHeaders } from './respond/headers.js'
export type { ErrorAnswer, ErrorEntry } from './errors/answer.js'
export { answerError } from './errors/answer.js'
export type { ApiErrorCode, ErrorStatus } from './errors/status.js'
export { errorStatus } from './errors/status.js'
export type { RestErrorCode } from './errors/rest-error.js'
export { RestError, RouteNotFoundError, UnsupportedMediaTypeError } from './errors/rest-error.js'
