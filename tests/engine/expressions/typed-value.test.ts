import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert } from '../../../server/engine/expressions/convert-variable.ts';
import { formatDate, parseDate } from '../../../server/engine/expressions/date-text.ts';
import { doubleText } from '../../../server/engine/expressions/java-text.ts';
import { fromPlain, toPlain } from '../../../server/engine/expressions/typed-value.ts';

describe('given a value with a type in a request', () => {
  test.each<[unknown, unknown, string, unknown]>([
    ['5', 'Integer', 'Integer', 5],
    ['5', 'integer', 'Integer', 5],
    [' 5', 'Integer', 'Integer', 5],
    ['', 'Integer', 'Integer', null],
    ['12345678901', 'Long', 'Long', 12345678901],
    ['9223372036854775807', 'Long', 'Long', '9223372036854775807'],
    ['1.5', 'Double', 'Double', 1.5],
    [1, 'Double', 'Double', 1],
    ['true', 'Boolean', 'Boolean', true],
    [5, 'String', 'String', '5'],
    [true, 'String', 'String', 'true'],
    ['2026-01-01T00:00:00.000+0100', 'Date', 'Date', '2025-12-31T23:00:00.000+0000'],
    [null, 'Date', 'Date', null],
    [undefined, 'String', 'String', null],
    [null, 'null', 'Null', null],
    ['{bad', 'json', 'Json', '{bad'],
    ['<a/>', 'Xml', 'Xml', '<a/>'],
    ['aGk=', 'Bytes', 'Bytes', 'aGk='],
    // without a type
    [5, undefined, 'Integer', 5],
    [2147483648, null, 'Long', 2147483648],
    [1.5, undefined, 'Double', 1.5],
    ['a', undefined, 'String', 'a'],
    [false, undefined, 'Boolean', false],
    [null, undefined, 'Null', null],
    [{ a: [1] }, undefined, 'Json', '{"a":[1]}'],
  ])('when %j comes as %j, then it is kept as %s %j', (value, type, kept, stored) => {
    expect(convert(value, type)).toEqual({ type: kept, value: stored });
  });

  /** Wordings as the reference gives them. */
  test.each<[unknown, unknown, string]>([
    ['abc', 'Integer', "Cannot convert value 'abc' of type 'Integer' to java type java.lang.Integer"],
    [1.5, 'Integer', "Cannot convert value '1.5' of type 'Integer' to java type java.lang.Integer"],
    [5000000000, 'Integer', "Cannot convert value '5000000000' of type 'Integer' to java type java.lang.Integer"],
    [70000, 'Short', "Cannot convert value '70000' of type 'Short' to java type java.lang.Short"],
    [
      '9223372036854775808',
      'Long',
      "Cannot convert value '9223372036854775808' of type 'Long' to java type java.lang.Long",
    ],
    [true, 'Integer', "Cannot convert value 'true' of type 'Integer' to java type java.lang.Integer"],
    ['x', 'Double', "Cannot convert value 'x' of type 'Double' to java type java.lang.Double"],
    ['x', 'Boolean', "Cannot convert value 'x' of type 'Boolean' to java type java.lang.Boolean"],
    [1, 'Boolean', "Cannot convert value '1' of type 'Boolean' to java type java.lang.Boolean"],
    ['2026-01-01', 'Date', "Cannot convert value '2026-01-01' of type 'Date' to java type java.util.Date"],
    [
      '2026-02-30T00:00:00.000+0000',
      'Date',
      "Cannot convert value '2026-02-30T00:00:00.000+0000' of type 'Date' to java type java.util.Date",
    ],
    ['a', 'null', "Cannot convert value 'a' of type 'null' to java type javax.lang.model.type.NullType"],
    ['@@', 'Bytes', "Cannot convert value '@@' of type 'Bytes' to java type [B"],
    ['a', 'INTEGER', "Unsupported value type 'INTEGER'"],
    ['a', 'foo', "Unsupported value type 'foo'"],
    ['a', 5, "Unsupported value type '5'"],
    ['a', '__proto__', "Unsupported value type '__proto__'"],
    [{ a: 1 }, 'json', "Must provide 'null' or String value for value of SerializableValue type 'Json'."],
    ['aGk=', 'File', 'Cannot create file without valueInfo.'],
  ])('when %j comes as %j, then it is refused: %s', (value, type, message) => {
    expect(() => convert(value, type)).toThrow(message);
  });

  test('when value info comes along, then it is kept', () => {
    const info = { filename: 'a.txt', mimeType: 'text/plain' };
    expect(convert('aGk=', 'file', info)).toEqual({ type: 'File', value: 'aGk=', info });
    expect(convert('x', 'string', {})).toEqual({ type: 'String', value: 'x' });
  });

  test('when ten megabytes of base64 come, then they are taken in well under a second', () => {
    const bytes = 'QUJD'.repeat(2_500_000);
    expect(convert(bytes, 'Bytes').value).toBe(bytes);
  });
});

describe('given plain values', () => {
  test('when a value goes in and out, then it is the same', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.boolean(),
          fc.integer(),
          fc.double(),
          fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 62),
          fc.constant(null),
          fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        ),
        (value) => {
          const kept = JSON.parse(JSON.stringify(fromPlain(value)));
          const back = toPlain(kept);
          if (typeof value === 'bigint') expect(BigInt(back as number | bigint)).toBe(value);
          // A whole number beyond 2^53 is kept as a Long, and comes back exact.
          else if (typeof back === 'bigint') expect(Number(back)).toBe(value);
          else expect(back).toEqual(Object.is(value, -0) ? 0 : value);
        },
      ),
    );
  });

  test('when a date is written and read, then it is the same moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4102444800000 }), (at) => {
        expect(parseDate(formatDate(at))).toBe(at);
      }),
    );
  });

  test.each(['2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00+0000', '2026-11-24T25:00:00.000+0000', '', 'x'])(
    'when %j is read as a date, then it is none',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  test.each([
    [1, '1.0'],
    [-0.5, '-0.5'],
    [0, '0.0'],
    [1e7, '1.0E7'],
    [9999999, '9999999.0'],
    [1.25e-4, '1.25E-4'],
    [0.001, '0.001'],
    [Number.NaN, 'NaN'],
  ])('when the Double %d is printed, then it reads %s as in Java', (value, text) => {
    expect(doubleText(value)).toBe(text);
  });
});
