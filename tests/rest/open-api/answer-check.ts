import { Ajv, type ValidateFunction } from 'ajv';
import { DEVIATIONS, UNDOCUMENTED_STATUS } from './deviations.ts';
import { type Operation, type ReferenceDocument, readReferenceDocument, type Schema } from './reference-document.ts';

/** One call and what came back, as far as it is judged. */
export interface Exchange {
  method: string;
  /** Below `/engine-rest`, with its query. */
  path: string;
  status: number;
  contentType: string | undefined;
  body: unknown;
}

const DOCUMENT = 'reference';

/** Judges answers by the reference's own document. */
export class AnswerCheck {
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  readonly #routes: { segments: string[]; path: string; operations: Record<string, Operation> }[];

  constructor(document: ReferenceDocument) {
    this.#ajv.addSchema(asJsonSchema(document), DOCUMENT);
    this.#routes = Object.entries(document.paths).map(([path, operations]) => ({
      segments: path.split('/'),
      path,
      operations,
    }));
    // A fixed segment is more than a parameter: `/task/count` is not `/task/{id}`.
    this.#routes.sort((one, other) => parametersIn(one.path) - parametersIn(other.path));
  }

  /** What is wrong with an answer, each with its place; empty for routes the document does not know. */
  complaints({ method, path, status, contentType, body }: Exchange): string[] {
    const route = this.#find(path.replace(/\?.*/, ''));
    const operation = route?.operations[method.toLowerCase()];
    if (!route || !operation || contentType?.startsWith('application/json') === false) return [];
    const documented = operation.responses[status];
    if (status >= 400) return this.#validate(`#/components/schemas/ExceptionDto`, body);
    if (UNDOCUMENTED_STATUS.some((each) => each.path.test(route.path) && each.status === status)) return [];
    if (!documented) return [`${status} is none of ${Object.keys(operation.responses).join(', ')}`];
    if (!documented.content) return body === undefined ? [] : ['there is a body where none is documented'];
    const place = [
      'paths',
      route.path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      'application/json',
      'schema',
    ];
    if (!documented.content['application/json']) return [];
    return this.#validate(`#/${place.map(pointerSegment).join('/')}`, body);
  }

  #find(path: string) {
    const segments = path.split('/');
    return this.#routes.find(
      (route) =>
        route.segments.length === segments.length &&
        route.segments.every((segment, index) => segment.startsWith('{') || segment === segments[index]),
    );
  }

  #validate(pointer: string, body: unknown): string[] {
    const validate: ValidateFunction | undefined = this.#ajv.getSchema(`${DOCUMENT}${pointer}`);
    if (!validate) return [`the document has no ${pointer}`];
    if (validate(body)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'the body'} ${message ?? ''}`);
  }
}

function parametersIn(path: string): number {
  return path.split('{').length - 1;
}

function pointerSegment(text: string): string {
  return encodeURIComponent(text.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/** The document in JSON Schema's own words, with every property required and the deviations taken in. */
function asJsonSchema(document: ReferenceDocument): object {
  const { paths, components } = structuredClone(document);
  for (const [name, schema] of Object.entries(components.schemas)) {
    convert(schema, name);
  }
  for (const operations of Object.values(paths)) {
    for (const { responses } of Object.values(operations)) {
      for (const { content } of Object.values(responses)) {
        for (const { schema } of Object.values(content ?? {})) if (schema) convert(schema);
      }
    }
  }
  return { paths, components };
}

function convert(schema: Schema, name?: string): void {
  const deviations = DEVIATIONS.filter((deviation) => deviation.schema === name);
  // The bytes of a file, which may be JSON.
  if (schema.format === 'binary') delete schema.type;
  for (const part of schema.allOf ?? []) convert(part, name);
  if (schema.items) convert(schema.items);
  if (typeof schema.additionalProperties === 'object') convert(schema.additionalProperties);
  for (const [property, inner] of Object.entries(schema.properties ?? {})) {
    convert(inner);
    if (deviations.some((each) => each.property === property && each.is === 'any')) schema.properties![property] = {};
    if (deviations.some((each) => each.property === property && each.is === 'nullable')) inner.nullable = true;
    allowNull(inner);
  }
  if (schema.properties) {
    const absent = deviations.filter(({ is }) => is === 'absent').map(({ property }) => property);
    schema.required = Object.keys(schema.properties).filter((property) => !absent.includes(property));
  }
  allowNull(schema);
}

function allowNull(schema: Schema): void {
  if (!schema.nullable) return;
  delete schema.nullable;
  if (schema.$ref !== undefined) {
    schema.anyOf = [{ $ref: schema.$ref }, { type: 'null' }];
    delete schema.$ref;
  }
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (schema.enum) schema.enum.push(null);
}

const document = readReferenceDocument();
/** Undefined when the reference's document could not be had; the run says so. */
export const answerCheck: AnswerCheck | undefined = document && new AnswerCheck(document);
