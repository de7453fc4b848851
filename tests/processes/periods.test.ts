import { readFileSync } from 'node:fs';
import type { ModdleElement } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { Duration } from 'luxon';
import { describe, expect, it } from 'vitest';
import { processFiles, readDiagram } from './process-files.ts';

const { rootElement } = await new DmnModdle().fromXML(
  readFileSync('processes/petition-intake/internal-period.dmn', 'utf8'),
);
const rules: ModdleElement[] = rootElement['drgElement'][0].decisionLogic.rule;
const rows = rules.map((rule) => {
  const text = (entry: ModdleElement): string => entry['text'].replaceAll('"', '');
  const [step, period, remindAfter]: string[] = rule['outputEntry'].map(text);
  return { process: text(rule['inputEntry'][0]), step: step!, period: period!, remindAfter: remindAfter! };
});

describe.each(await Promise.all(processFiles('.bpmn').map(readDiagram)))(
  'the periods of $stem',
  ({ path, process }) => {
    const own = rows.filter((row) => row.process === process.id);
    const used = new Set(readFileSync(path, 'utf8').match(/(?<=[{ ])\w+(Period|Reminder)(?=\})/g));
    const given = own.flatMap((row) => [
      `${row.step}Period`,
      ...(row.remindAfter === 'null' ? [] : [`${row.step}Reminder`]),
    ]);

    it('are all in the table', () => {
      const fromDecision = ['replyPeriod'];
      expect([...used].filter((name) => !given.includes(name) && !fromDecision.includes(name))).toEqual([]);
    });

    it('are durations, and one is reminded before the time is up', () => {
      for (const { step, period, remindAfter } of own) {
        expect(Duration.fromISO(period).isValid, step).toBe(true);
        if (remindAfter !== 'null')
          expect(Duration.fromISO(remindAfter).toMillis(), step).toBeLessThan(Duration.fromISO(period).toMillis());
      }
    });
  },
);
