import fc from 'fast-check';

/** A part of a process with one way in and one way out. */
export type Block =
  | { kind: 'work' | 'asyncWork' | 'person' | 'timer' | 'message' | 'several' | 'inRow' | 'optional' }
  | { kind: 'row' | 'parallel' | 'exclusive' | 'inclusive'; parts: Block[] }
  | { kind: 'scope' | 'timedScope'; inside: Block };

const leaf: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('work', 'asyncWork', 'person', 'timer', 'message', 'several', 'inRow', 'optional'),
});

/** Models of well-nested blocks, a few levels deep. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom('row', 'parallel', 'exclusive', 'inclusive'),
      parts: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('scope', 'timedScope'), inside: tie('block') }),
  ),
})).block;

/** The model as `diagram` draws it. Conditions ask for `number`. */
export function drawingOf(block: Block): string {
  let ids = 0;
  const next = (prefix: string): string => {
    ids += 1;
    return `${prefix}${ids}`;
  };
  const lines: string[] = [];

  /** Draws a block; answers its first and last element. */
  function draw(one: Block, into: string[]): [string, string] {
    switch (one.kind) {
      case 'row': {
        const ends = one.parts.map((part) => draw(part, into));
        for (let index = 1; index < ends.length; index += 1) into.push(`${ends[index - 1]![1]} --> ${ends[index]![0]}`);
        return [ends[0]![0], ends.at(-1)![1]];
      }
      case 'parallel':
      case 'exclusive':
      case 'inclusive': {
        const [split, join] = [next('split'), next('join')];
        into.push(`${split}: ${one.kind}Gateway`, `${join}: ${one.kind}Gateway`);
        for (const [index, part] of one.parts.entries()) {
          const [first, last] = draw(part, into);
          const isLast = index === one.parts.length - 1;
          const condition = one.kind === 'parallel' ? '' : isLast ? ' (default)' : ` [\${number > ${index * 3}}]`;
          into.push(
            `${split} --> ${first}${one.kind === 'parallel' || one.parts.length > 1 ? condition : ''}`,
            `${last} --> ${join}`,
          );
        }
        return [split, join];
      }
      case 'scope':
      case 'timedScope': {
        const scope = next('scope');
        const own = ids;
        const inside: string[] = [];
        const [first, last] = draw(one.inside, inside);
        into.push(`${scope}: subProcess {`, `s${own} --> ${first}`, ...inside, `${last} --> e${own}`, '}');
        if (one.kind === 'scope') return [scope, scope];
        const [late, after] = [next('late'), next('after')];
        into.push(`${late}: boundaryEvent on=${scope} timer=PT1H`, `${after}: exclusiveGateway`);
        into.push(`${late} --> ${after}`, `${scope} --> ${after}`);
        return [scope, after];
      }
      default: {
        const id = next('step');
        into.push(
          `${id}: ${
            {
              work: 'serviceTask topic=x',
              asyncWork: 'serviceTask topic=x async=before',
              person: 'userTask',
              timer: 'intermediateCatchEvent timer=PT5M',
              message: `intermediateCatchEvent message=m${id}`,
              several: 'serviceTask topic=x loop=3',
              inRow: 'userTask loop=2 sequential=yes',
              optional: 'serviceTask topic=x async=after',
            }[one.kind]
          }`,
        );
        return [id, id];
      }
    }
  }

  const [first, last] = draw(block, lines);
  return [`start --> ${first}`, ...lines, `${last} --> end`].join('\n');
}
