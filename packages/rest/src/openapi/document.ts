/** A JSON Schema of draft 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>

export interface Reference {
  readonly $ref: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path' | 'header'
  readonly description: string
  readonly required?: boolean
  readonly schema?: JsonSchema
  readonly example?: unknown
  readonly style?: 'form'
  readonly explode?: boolean
  readonly allowEmptyValue?: boolean
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>
}

export interface Answer {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>
  }
  readonly responses: Readonly<Record<string, Answer | Reference>>
}

export type HttpMethod = 'get' | 'post' | 'patch' | 'delete'

export type PathItem = Readonly<Partial<Record<HttpMethod, Operation>>>

export interface Tag {
  readonly name: string
  readonly description?: string
  /** The collection whose operations carry this tag. */
  readonly 'x-collection'?: string
}

/** The parts of an OpenAPI 3.1 document that we write. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly description: string; readonly version: string }
  readonly servers: readonly { readonly url: string; readonly description: string }[]
  readonly tags: readonly Tag[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly parameters: Readonly<Record<string, Parameter>>
    readonly responses: Readonly<Record<string, Answer>>
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>
  }
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
}

export function schemaReference(name: string): Reference {
  return { $ref: `#/components/schemas/${name}` }
}

export function json(schema: JsonSchema | Reference): {
  readonly 'application/json': { readonly schema: JsonSchema }
} {
  return { 'application/json': { schema: { ...schema } } }
}

/** The fields of an object's schema. */
export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>
}
