import { expect, it } from 'vitest';
import { compileProcesses } from '../../../server/engine/engine.ts';
import { diagram } from '../diagram.ts';

/** A chain of tasks, the last of them in a sub-process, as a diagram. */
function chain(length: number): string {
  const tasks = Array.from({ length }, (_, index) => `t${index}`);
  return diagram('large', `start --> ${tasks.join(' --> ')} --> sub\nsub: subProcess {\ns1 --> inner --> e1\n}`);
}

it('given a large diagram, when it is compiled, then others have their turn between its pieces, and nothing is lost', async () => {
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
  };
  const { processes, problems } = await compileProcesses(chain(1600), { pause });
  expect(problems).toEqual([]);
  expect(processes[0]?.elements.size).toBe(1606);
  expect(processes[0]?.elements.get('inner')?.scope?.id).toBe('sub');
  expect(pauses).toBe(4);
  await compileProcesses(chain(3), { pause });
  expect(pauses).toBe(4);
});
