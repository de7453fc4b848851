import { describe, expect, it } from 'vitest';
import { AnswerCheck, type Exchange } from './answer-check.ts';

const thing = { $ref: '#/components/schemas/Thing' };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

describe('given a document of two routes', () => {
  const check = new AnswerCheck({
    paths: {
      '/thing/{id}': {
        get: { tags: [], responses: { 200: json(thing) } },
        delete: { tags: [], responses: { 204: {} } },
      },
      '/thing/count': { get: { tags: [], responses: { 200: json({ type: 'integer' }) } } },
    },
    components: {
      schemas: {
        Thing: {
          type: 'object',
          properties: { id: { type: 'string' }, at: { type: 'string', format: 'date-time', nullable: true } },
        },
        ExceptionDto: { type: 'object', properties: { type: { type: 'string' }, code: { type: 'integer' } } },
      },
    },
  });
  const answer = (given: Partial<Exchange>) =>
    check.complaints({
      method: 'GET',
      path: '/thing/1',
      status: 200,
      contentType: 'application/json',
      body: {},
      ...given,
    });

  it.each([
    [{ body: { id: 'a', at: null } }],
    [{ body: { id: 'a', at: '2026-11-24T08:00:00.000+0000' } }],
    [{ path: '/thing/count?name=x', body: 5 }],
    [{ method: 'DELETE', status: 204, body: undefined }],
    [{ status: 404, body: { type: 'x', code: null } }],
    [{ path: '/unknown', body: 'anything' }],
  ])('when the answer is %j, then nothing is wrong', (given) => {
    expect(answer(given)).toEqual([]);
  });

  it.each([
    [{ body: { id: 'a' } }, ["the body must have required property 'at'"]],
    [{ body: { id: 5, at: null } }, ['/id must be string']],
    [{ path: '/thing/count', body: 'five' }, ['the body must be integer']],
    [{ method: 'DELETE', status: 200, body: undefined }, ['200 is none of 204']],
    [{ method: 'DELETE', status: 204, body: {} }, ['there is a body where none is documented']],
    [{ status: 500, body: { code: 1 } }, ["the body must have required property 'type'"]],
  ])('when the answer is %j, then that is said', (given, complaints) => {
    expect(answer(given)).toEqual(complaints);
  });
});
