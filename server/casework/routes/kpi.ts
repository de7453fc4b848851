import type { FastifyInstance } from 'fastify';
import { endOfDayMs, startOfDayMs } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { isDay } from '../intake/id-card.ts';
import { byArea } from '../kpi/by-area.ts';
import { readFacts } from '../kpi/facts.ts';
import { handlingTime } from '../kpi/handling-time.ts';
import { hotTopics } from '../kpi/hot-topics.ts';
import { escalationShare, localSettlement } from '../kpi/levels.ts';
import { mediationRate } from '../kpi/mediation-rate.ts';
import { firstVisitResolution, repeatRate } from '../kpi/return.ts';
import { satisfaction } from '../kpi/satisfaction.ts';
import { suggestionConversion } from '../kpi/suggestion-conversion.ts';
import { supervisionOutcome } from '../kpi/supervision-outcome.ts';
import { acceptOnTime, onTimeRate } from '../kpi/timeliness.ts';
import { warningPrecision } from '../kpi/warning-precision.ts';

/** `GET /api/kpi?from&to&areaCode`: the figures of a period and a place, computed from the register whenever they are asked for. */
export function kpiRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get('/kpi', async (request) => {
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const day = (field: string, label: string) => {
      const text = reader.requiredText(field, label, { max: 10 });
      if (text !== '' && !isDay(text)) reader.refuse(field, `${label}须为 yyyy-mm-dd 格式的真实日期`);
      return text;
    };
    const [from, to] = [day('from', '开始日期'), day('to', '结束日期')];
    if (from > to) reader.refuse('to', '结束日期不能早于开始日期');
    const areaCode = reader.text('areaCode', '属地', { max: 12 }) ?? '';
    if (!/^\d*$/.test(areaCode)) reader.refuse('areaCode', '属地编码须为数字');
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const facts = await readFacts(knex, areaCode, { fromMs: startOfDayMs(from), beforeMs: endOfDayMs(to) + 1 });
    return {
      from,
      to,
      areaCode: areaCode === '' ? null : areaCode,
      registered: facts.registered.length,
      concluded: facts.concluded.length,
      onTimeRate: onTimeRate(facts),
      acceptOnTime: acceptOnTime(facts),
      firstVisitResolution: firstVisitResolution(facts),
      repeatRate: repeatRate(facts),
      satisfaction: satisfaction(facts),
      escalationShare: escalationShare(facts),
      localSettlement: localSettlement(facts),
      supervisionOutcome: supervisionOutcome(facts),
      mediationRate: mediationRate(facts),
      suggestionConversion: suggestionConversion(facts),
      handlingTime: handlingTime(facts),
      warningPrecision: warningPrecision(facts),
      hotTopics: hotTopics(facts),
      byArea: byArea(facts, areaCode),
    };
  });
}
