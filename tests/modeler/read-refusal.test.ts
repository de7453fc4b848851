import { describe, expect, test } from 'vitest';
import { Refusal } from '../../desk/shell/http.ts';
import { idAt, readRefusal } from '../../modeler/refusal/read-refusal.ts';

const XML =
  '<definitions id="defs">\n  <process id="p">\n    <serviceTask id="work" />\n  </process>\n</definitions>\n';

describe('readRefusal', () => {
  test('given details with elements, when read, then each error has its elements and its place', () => {
    const body = {
      message: 'ENGINE-09005 Could not parse',
      details: {
        'a.bpmn': {
          errors: [{ message: 'no topic', line: 3, column: 5, mainElementId: 'work', elementIds: ['work', 'other'] }],
          warnings: [],
        },
      },
    };
    expect(readRefusal(new Refusal(400, body, 'x'), XML)).toEqual([
      { message: 'no topic', elementIds: ['work', 'other'], line: 3, column: 5 },
    ]);
  });

  test('given an error with a line only, when read, then the element at that line is taken', () => {
    const body = { details: { 'a.bpmn': { errors: [{ message: 'bad', line: 3, column: 28 }] } } };
    expect(readRefusal(new Refusal(400, body, 'x'), XML)[0]?.elementIds).toEqual(['work']);
  });

  test('given no details, when read, then it is one problem of the whole file', () => {
    expect(readRefusal(new Error('gone'), XML)).toEqual([
      { message: 'gone', elementIds: [], line: undefined, column: undefined },
    ]);
  });

  test('given a line without an id, when asked, then the nearest id before it is found', () => {
    expect(idAt(XML, 4)).toBe('work');
    expect(idAt(XML, 2, 3)).toBe('p');
  });
});
