import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { DmnModdle } from 'dmn-moddle';
import { invalid } from '../errors.ts';

/** The kinds of model; a form is JSON, the others XML. */
export type ModelKind = 'bpmn' | 'dmn' | 'form';

/** Largest model in characters: some forty times the largest of our own. */
export const MODEL_MAX = 4_000_000;

/** A model from outside, read. `root` is moddle's, or the parsed JSON of a form. */
export interface ReadModel {
  kind: ModelKind;
  /** Key of the first process or decision, or the form's id. */
  key: string;
  root: ModdleElement;
}

/**
 * Reads a model that somebody sent.
 * @throws Refusal 422 naming `content` when it is none: too large, with entities of its own, or damaged
 */
export async function readModel(kind: ModelKind, content: string): Promise<ReadModel> {
  if (content.length > MODEL_MAX) throw refused(`文件过大，最多 ${MODEL_MAX} 个字符`);
  if (kind === 'form') return readForm(content);
  // Entities are never needed here, and a few lines of them can grow to gigabytes.
  if (/<!DOCTYPE|<!ENTITY/i.test(content)) throw refused('文件不得含有 DOCTYPE 或 ENTITY');
  const moddle = kind === 'bpmn' ? new BpmnModdle({ camunda }) : new DmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(content).catch((error: unknown) => {
    throw refused(`文件无法读取：${error instanceof Error ? error.message.split('\n')[0] : ''}`);
  });
  // What moddle cannot read it leaves out, with a warning: a duplicate id, an element nobody knows.
  const damage = warnings.find((each) => !each.message.startsWith('unknown attribute'));
  if (damage) throw refused(`文件有损坏：${damage.message.replaceAll(/\s+/g, ' ')}`);
  const parts: ModdleElement[] = rootElement[kind === 'bpmn' ? 'rootElements' : 'drgElement'] ?? [];
  const first = parts.find((each) => ['bpmn:Process', 'dmn:Decision'].includes(each.$type));
  if (!first?.id) throw refused('文件中没有流程或规则');
  return { kind, key: first.id, root: rootElement };
}

function readForm(content: string): ReadModel {
  try {
    const form: ModdleElement = JSON.parse(content);
    if (typeof form?.id === 'string' && Array.isArray(form['components']))
      return { kind: 'form', key: form.id, root: form };
  } catch {
    // told below
  }
  throw refused('表单须为 JSON，含 id 与 components');
}

const refused = (reason: string) => invalid([{ field: 'content', reason }]);
