import { describe, expect, test } from 'vitest';
import { callChain, inCallOrder } from '../../desk/petition/petition-family.ts';
import { instance, record } from './told-history.ts';

describe('the instances of a petition', () => {
  const intake = record(instance('intake', null, 0));
  const late = record(instance('late', 'intake', 20));
  const early = record(instance('early', 'intake', 10));
  const inner = record(instance('inner', 'early', 15));

  test('given callers and called in any order, when put in call order, then each stands below its caller by start', () => {
    const ordered = inCallOrder([inner, late, early, intake]);
    expect(ordered.map((each) => each.instance.id)).toEqual(['intake', 'early', 'inner', 'late']);
  });

  test('given a called instance, when its chain is asked for, then it leads from the outermost to it', () => {
    const chain = callChain([intake, late, early, inner], 'inner');
    expect(chain.map((each) => each.instance.id)).toEqual(['intake', 'early', 'inner']);
  });

  test('given a caller that is not known, when put in call order, then the called one stands alone', () => {
    expect(inCallOrder([inner]).map((each) => each.instance.id)).toEqual(['inner']);
  });
});
