import { member, text, toRows } from '../demo/server.ts';

type Form = 'share' | 'days' | 'count';

/** Every line of the table: the figure's path in the answer of `GET /api/kpi`, its name, and what its number is. */
const LINES: readonly [path: string, label: string, form: Form][] = [
  ['onTimeRate.afterExtension', '按期办结率（含批准延期） onTimeRate', 'share'],
  ['onTimeRate.withoutExtension', '按期办结率（不计延期）', 'share'],
  ['acceptOnTime', '及时受理率 acceptOnTime', 'share'],
  ['firstVisitResolution', '最多访一次率 firstVisitResolution', 'share'],
  ['repeatRate.now', '初转重 repeatRate', 'share'],
  ['satisfaction.all.satisfied', '满意率（全部） satisfaction', 'share'],
  ['satisfaction.all.answered', '　作答率（全部）', 'share'],
  ['satisfaction.proxied.satisfied', '满意率（代理件）', 'share'],
  ['satisfaction.proxied.answered', '　作答率（代理件）', 'share'],
  ['escalationShare.community', '提级占比 escalationShare：村（社区）', 'share'],
  ['escalationShare.town', '　镇（街道）', 'share'],
  ['escalationShare.district', '　区（县）', 'share'],
  ['escalationShare.city', '　市', 'share'],
  ['localSettlement.community', '小事不出村 localSettlement', 'share'],
  ['localSettlement.town', '　不出镇', 'share'],
  ['supervisionOutcome.issued', '督办 supervisionOutcome：发出', 'count'],
  ['supervisionOutcome.corrected', '　整改', 'count'],
  ['supervisionOutcome.unfounded', '　不成立', 'count'],
  ['supervisionOutcome.accountability', '　追责', 'count'],
  ['supervisionOutcome.daysToCorrect', '　整改天数中位', 'days'],
  ['supervisionOutcome.unitsWithRepeatedOrders', '　重复督办的单位', 'count'],
  ['mediationRate.agreed', '化解率 mediationRate', 'share'],
  ['mediationRate.screened', '　受理纠纷', 'count'],
  ['mediationRate.refused', '　拒绝调解', 'count'],
  ['mediationRate.performed', '　履行率', 'share'],
  ['suggestionConversion.collected', '成果转化 suggestionConversion：征集', 'count'],
  ['suggestionConversion.screened', '　初筛', 'count'],
  ['suggestionConversion.studied', '　研究', 'count'],
  ['suggestionConversion.argued', '　论证', 'count'],
  ['suggestionConversion.converted', '　转化', 'count'],
  ['warningPrecision.confirmed', '预警有效率 warningPrecision', 'share'],
  ['warningPrecision.leadDays', '　早于首个集体访天数中位', 'days'],
  ['warningPrecision.fell', '　28 天内下降三成', 'share'],
  ['handlingTime.intake.median', '受理天数中位 handlingTime', 'days'],
  ['handlingTime.intake.p90', '　九成', 'days'],
  ['handlingTime.unit.median', '单位办理天数中位', 'days'],
  ['handlingTime.unit.p90', '　九成', 'days'],
  ['handlingTime.approval.median', '文书签发天数中位', 'days'],
  ['handlingTime.approval.p90', '　九成', 'days'],
  ['handlingTime.delivery.median', '文书送达天数中位', 'days'],
  ['handlingTime.delivery.p90', '　九成', 'days'],
];

const HIDDEN = '—';
const LABEL_CELLS = 44;
const TOPICS_SHOWN = 10;

/** The figures of a period as lines of text. @param kpi the answer of `GET /api/kpi` */
export function formatKpi(kpi: unknown): string {
  const head = `${text(kpi, 'from')} – ${text(kpi, 'to')}：登记 ${String(member(kpi, 'registered'))}，办结 ${String(member(kpi, 'concluded'))}`;
  const lines = LINES.map(([path, label, form]) => {
    const figure = path.split('.').reduce<unknown>((part, key) => member(part, key), kpi);
    return `${padded(label)} ${written(member(figure, 'value'), form).padStart(9)}   n=${String(member(figure, 'n'))}`;
  });
  const topics = toRows(member(kpi, 'hotTopics'))
    .slice(0, TOPICS_SHOWN)
    .map(
      (topic) =>
        `　${text(topic, 'subjectCode')} ${text(topic, 'areaCode')} ${String(topic['count'])} 件 ${String(topic['persons'])} 人`,
    );
  return [head, ...lines, '热点 hotTopics', ...topics].join('\n');
}

function written(value: unknown, form: Form): string {
  if (typeof value !== 'number') return HIDDEN;
  if (form === 'share') return `${(value * 100).toFixed(1)} %`;
  return form === 'days' ? `${value.toFixed(1)} d` : String(value);
}

/** Han characters and full-width signs take two cells of a terminal. */
function padded(label: string): string {
  const cells = [...label].reduce(
    (sum, sign) => sum + (/[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]/u.test(sign) ? 2 : 1),
    0,
  );
  return label + ' '.repeat(Math.max(LABEL_CELLS - cells, 0));
}
