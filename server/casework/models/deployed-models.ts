import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import deployedFacts from 'bpmnlint-plugin-petitions/deployed-facts.js';
import type { Deployed } from 'bpmnlint-plugin-petitions/lint.js';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { type EngineClient, engineReason, member, rowsOf } from '../engine-client.ts';
import { Refusal } from '../errors.ts';

/** Answers what is deployed, for the rules and for lists to choose from. A diagram is read once and remembered by its id. */
export type ReadDeployed = () => Promise<Required<Deployed>>;

/** Makes the reader for one engine. @throws Refusal 503 from the reader when the engine does not answer */
export function deployedModels(engine: EngineClient): ReadDeployed {
  const diagrams = new Map<string, ModdleElement>();
  const formNames = new Map<string, string[]>();

  const list = async (path: string): Promise<Record<string, unknown>[]> => {
    const answer = await engine.request('GET', path);
    if (answer.status !== 200) throw new Refusal(503, 'busy', [{ field: '', reason: engineReason(answer) }]);
    return rowsOf(answer.body);
  };

  const diagramOf = async (id: string): Promise<ModdleElement> => {
    const known = diagrams.get(id);
    if (known) return known;
    const { body } = await engine.request('GET', `/process-definition/${encodeURIComponent(id)}/xml`);
    const { rootElement } = await new BpmnModdle({ camunda }).fromXML(String(member(body, 'bpmn20Xml')));
    diagrams.set(id, rootElement);
    return rootElement;
  };

  /** Ids of forms: an engine lists no forms, but it lists the files of each deployment. */
  const formsOf = async (deploymentId: string): Promise<string[]> => {
    const known = formNames.get(deploymentId);
    if (known) return known;
    const files = await list(`/deployment/${encodeURIComponent(deploymentId)}/resources`);
    const names = files.map((file) => String(file['name'])).filter((name) => name.endsWith('.form'));
    const ids = names.map((name) => name.slice(name.lastIndexOf('/') + 1, -'.form'.length));
    formNames.set(deploymentId, ids);
    return ids;
  };

  return async () => {
    const processes = await list('/process-definition?latestVersion=true');
    const decisions = await list('/decision-definition?latestVersion=true');
    const deployments = await list('/deployment');
    const ids = processes.map((each) => String(each['id']));
    for (const id of diagrams.keys()) if (!ids.includes(id)) diagrams.delete(id);
    const forms = await Promise.all(deployments.map((each) => formsOf(String(each['id']))));
    return {
      ...deployedFacts(await Promise.all(ids.map(diagramOf))),
      decisions: decisions.map((each) => String(each['key'])),
      forms: [...new Set(forms.flat())].sort(),
    };
  };
}
