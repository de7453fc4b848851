import { DateTime } from 'luxon';
import type { Model } from './models.ts';
import { type Problem, Refusal } from './refusal.ts';
import type { Question } from './run.ts';

const ZONE = 'Asia/Shanghai';
const MOST_MODELS = 20;
const MODEL_MAX = 4_000_000;

/**
 * Reads what somebody asks: `{ from, to, models, seed }`, days as `yyyy-mm-dd` in China, both included.
 * @throws Refusal 422 naming each field that is wrong
 */
export function readQuestion(body: unknown): Question {
  const problems: Problem[] = [];
  const refuse = (field: string, reason: string): void => void problems.push({ field, reason });
  const member = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  const day = (name: string, label: string): DateTime | null => {
    const text = member(name);
    const read =
      typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? DateTime.fromISO(text, { zone: ZONE }) : null;
    if (read?.isValid) return read;
    refuse(name, `${label}须为 yyyy-mm-dd 格式的真实日期`);
    return null;
  };
  const [from, to] = [day('from', '开始日期'), day('to', '结束日期')];
  if (from && to && from > to) refuse('to', '结束日期不能早于开始日期');
  const seed = member('seed') ?? '1';
  if (typeof seed !== 'string' || seed.length === 0 || seed.length > 40) refuse('seed', '随机种子须为 1 到 40 个字符');
  const models = readModels(member('models') ?? [], refuse);
  if (problems.length > 0 || !from || !to) throw new Refusal(422, 'invalid', problems);
  return { from: from.toMillis(), to: to.plus({ days: 1 }).toMillis(), models, seed: String(seed) };
}

function readModels(given: unknown, refuse: (field: string, reason: string) => void): Model[] {
  if (!Array.isArray(given) || given.length > MOST_MODELS) {
    refuse('models', `修改的模型须为列表，最多 ${MOST_MODELS} 个`);
    return [];
  }
  return given.flatMap((each: unknown, index): Model[] => {
    const [kind, content] = ['kind', 'content'].map((name) =>
      typeof each === 'object' && each !== null ? Reflect.get(each, name) : undefined,
    );
    if (kind !== 'bpmn' && kind !== 'dmn') refuse(`models[${index}].kind`, '类型须为 bpmn 或 dmn');
    else if (typeof content !== 'string' || content === '' || content.length > MODEL_MAX)
      refuse(`models[${index}].content`, `内容须为 1 到 ${MODEL_MAX} 个字符`);
    else return [{ kind, content }];
    return [];
  });
}
