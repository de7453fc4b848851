import { describe, expect, it } from 'vitest';
import { plantedIn } from '../../year/probe.ts';

describe('given the probe for invented persons', () => {
  it.each([
    ['a name', '来访人：冯旻珏，反映楼道积水', '冯旻珏'],
    ['a telephone', '{"phone":"0000-1234567"}', '0000-1234567'],
    ['an id card', 'String99010219900307123X', '99010219900307123X'],
    ['an id card behind a checksum', `${'ab'.repeat(32)} 990102199003071234`, '990102199003071234'],
  ])('when %s is in a text, then it is found', (_, text, found) => {
    expect(plantedIn(text)).toBe(found);
  });

  it.each([
    ['nothing', ''],
    ['a checksum whose digits look like a card', 'fae66f710412820ff17491e366b99133a35999637024292953089d2e202f0d1c'],
    ['the same as it stands in a file', 'Stringfae66f710412820ff17491e366b99133a35999637024292953089d2e202f0d1c17'],
    ['digits of another length', '9901021990030712'],
  ])('when there is %s, then nobody is found', (_, text) => {
    expect(plantedIn(text)).toBeUndefined();
  });
});
