/**
 * Draws a process in a few lines of text and gives it as BPMN XML.
 *
 *     start --> work --> gate
 *     gate --> small [${amount < 10}] --> end
 *     gate --> other (default)
 *     work: serviceTask topic=charge input.a=${b}
 *     late: boundaryEvent on=work timer=PT1H interrupting=no
 *     late --> remind
 *     sub: subProcess {
 *       s --> inner --> e
 *     }
 *
 * An id that is never described is a start event (`start…`, `s`), an end event (`end…`, `e`), else a user task.
 * Attributes: topic, timer (a period, a date or a cycle R…), message, signal, error, escalation, condition, link, terminate, cancel, compensate (`all` or an activity), undoes (handler of an activity), on,
 * interrupting=no, call, in/out (`a` or `a>b`, several with commas, `all`), businessKey, loop (a number or list), sequential, item, until,
 * decision, result, map, async=before|after, innerAsync, retry, group, assignee, due, event (event sub-process), input.x=…, output.x=…,
 * script (of a scriptTask, in `format`, else JavaScript), listen.start=…, listen.end, listen.create and the other events of tasks.
 * `timeout.ID="PT1H ${…}"` is a timeout listener of a user task: when, and what it does.
 * A listener, a mapping or a condition that begins with `js:` or `feel:` is a script. A flow's listener: `a_b: flow listen.take=…`.
 */
export function diagram(key: string, text: string, processAttributes = ''): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'));
  const definitions = new Map<string, string>();
  const body = scopeXml(lines, definitions);
  const roots = [...definitions.values()].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://example.org/test">
${roots}<process id="${key}" name="${key}" isExecutable="true" camunda:historyTimeToLive="30" ${processAttributes}>
${body}
</process>
</definitions>`;
}

interface Described {
  id: string;
  type: string;
  attributes: Map<string, string>;
  inside: string[];
}

function scopeXml(lines: readonly string[], definitions: Map<string, string>): string {
  const described = new Map<string, Described>();
  const order: string[] = [];
  const flows: { from: string; to: string; condition: string | null; isDefault: boolean }[] = [];
  const mention = (id: string) => {
    if (!order.includes(id)) order.push(id);
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const description = /^([\w-]+):\s*(\w+)\s*(.*?)(\{)?$/.exec(line);
    if (description) {
      const inside: string[] = [];
      if (description[4]) {
        for (let depth = 1; depth > 0; ) {
          index += 1;
          const inner = lines[index];
          if (inner === undefined) throw new Error(`no closing brace for ${description[1]}`);
          if (inner.endsWith('{')) depth += 1;
          if (inner === '}') depth -= 1;
          if (depth > 0) inside.push(inner);
        }
      }
      if (description[2] !== 'flow') mention(description[1]!);
      described.set(description[1]!, {
        id: description[1]!,
        type: description[2]!,
        attributes: attributesOf(description[3] ?? ''),
        inside,
      });
      continue;
    }
    const parts = line.split('-->').map((part) => part.trim());
    let from: string | null = null;
    for (const part of parts) {
      const target = /^([\w-]+)\s*(?:\[(.*)\])?\s*(\(default\))?$/.exec(part);
      if (!target) throw new Error(`cannot read '${part}' in '${line}'`);
      mention(target[1]!);
      if (from !== null)
        flows.push({ from, to: target[1]!, condition: target[2] ?? null, isDefault: target[3] !== undefined });
      from = target[1]!;
    }
  }
  const defaults = new Map(flows.filter((flow) => flow.isDefault).map((flow) => [flow.from, flowId(flow)]));
  const elements = order.map((id) => elementXml(described.get(id) ?? undescribed(id), defaults.get(id), definitions));
  // `handler: userTask undoes=work` draws the boundary event, the handler's mark and the association between them.
  const undone = [...described.values()].filter((element) => element.attributes.has('undoes'));
  const compensationXml = undone.map(
    ({ id, attributes }) =>
      `<boundaryEvent id="undo_${id}" attachedToRef="${attributes.get('undoes')}"><compensateEventDefinition/></boundaryEvent>`,
  );
  const associationXml = undone.map(
    ({ id }) => `<association id="to_${id}" associationDirection="One" sourceRef="undo_${id}" targetRef="${id}"/>`,
  );
  const flowXml = flows.map((flow) => {
    const condition = flow.condition ? conditionXml('conditionExpression', flow.condition) : '';
    const extensions = extensionsXml(described.get(flowId(flow))?.attributes ?? new Map());
    return `<sequenceFlow id="${flowId(flow)}" sourceRef="${flow.from}" targetRef="${flow.to}">${extensions}${condition}</sequenceFlow>`;
  });
  return [...elements, ...compensationXml, ...flowXml, ...associationXml].join('\n');
}

const flowId = (flow: { from: string; to: string }) => `${flow.from}_${flow.to}`;

function undescribed(id: string): Described {
  const type = /^(start|s\d*$)/.test(id) ? 'startEvent' : /^(end|e\d*$)/.test(id) ? 'endEvent' : 'userTask';
  return { id, type, attributes: new Map(), inside: [] };
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(/([\w.]+)=(?:"([^"]*)"|((?:\$\{[^}]*\}|[^\s"])+))/g)) {
    attributes.set(match[1]!, match[2] ?? match[3] ?? '');
  }
  return attributes;
}

const escapeXml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function elementXml(element: Described, defaultFlow: string | undefined, definitions: Map<string, string>): string {
  const { id, attributes } = element;
  const get = (name: string) => attributes.get(name);
  const xml: string[] = [];
  const attribute = (name: string, value: string | undefined) =>
    value !== undefined && xml.push(` ${name}="${escapeXml(value)}"`);
  const type = element.type === 'eventSubProcess' ? 'subProcess' : element.type;
  xml.push(`<${type} id="${id}"`);
  if (element.type === 'eventSubProcess') attribute('triggeredByEvent', 'true');
  attribute('name', get('name'));
  attribute('default', defaultFlow);
  attribute('attachedToRef', get('on'));
  attribute('calledElement', get('call'));
  if (get('undoes')) attribute('isForCompensation', 'true');
  attribute('camunda:topic', get('topic'));
  if (get('topic') && !get('message')) attribute('camunda:type', 'external');
  attribute('camunda:taskPriority', get('priority'));
  attribute('camunda:assignee', get('assignee'));
  attribute('camunda:candidateGroups', get('group'));
  attribute('camunda:dueDate', get('due'));
  attribute('camunda:decisionRef', get('decision'));
  attribute('camunda:resultVariable', get('result'));
  attribute('camunda:mapDecisionResult', get('map'));
  if (get('async') === 'before') attribute('camunda:asyncBefore', 'true');
  if (get('async') === 'after') attribute('camunda:asyncAfter', 'true');
  if (get('interrupting') === 'no') attribute(type === 'boundaryEvent' ? 'cancelActivity' : 'isInterrupting', 'false');
  if (get('script')) attribute('scriptFormat', get('format') ?? 'javascript');
  if (type === 'receiveTask' && get('message'))
    attribute('messageRef', define(definitions, 'message', 'name', get('message')!));
  xml.push('>');
  xml.push(extensionsXml(attributes));
  if (type !== 'receiveTask') xml.push(eventXml(attributes, definitions));
  if (get('loop') !== undefined) xml.push(loopXml(attributes));
  if (get('script')) xml.push(`<script>${escapeXml(get('script')!)}</script>`);
  if (element.inside.length > 0) xml.push(scopeXml(element.inside, definitions));
  xml.push(`</${type}>`);
  return xml.join('');
}

function extensionsXml(attributes: Map<string, string>): string {
  const parts: string[] = [];
  const parameters: string[] = [];
  for (const [name, value] of attributes) {
    const mapping = /^(input|output)\.(\w+)$/.exec(name);
    if (mapping)
      parameters.push(
        `<camunda:${mapping[1]}Parameter name="${mapping[2]}">${codeXml(value)}</camunda:${mapping[1]}Parameter>`,
      );
    const listened = /^listen\.(\w+)$/.exec(name)?.[1];
    if (listened) parts.push(listenerXml(listened, value));
    const [, timeoutId] = /^timeout\.(\w+)$/.exec(name) ?? [];
    const [, due, work] = timeoutId ? (/^(\S+) (.*)$/s.exec(value) ?? []) : [];
    if (timeoutId && due && work) parts.push(listenerXml('timeout', work, ` id="${timeoutId}"`, timerXml(due)));
  }
  if (parameters.length > 0) parts.push(`<camunda:inputOutput>${parameters.join('')}</camunda:inputOutput>`);
  for (const side of ['in', 'out'] as const) {
    for (const pass of attributes.get(side)?.split(',') ?? []) {
      const [source, target] = pass.split('>');
      parts.push(
        pass === 'all'
          ? `<camunda:${side} variables="all"/>`
          : `<camunda:${side} source="${source}" target="${target ?? source}"/>`,
      );
    }
  }
  const businessKey = attributes.get('businessKey');
  if (businessKey) parts.push(`<camunda:in businessKey="${escapeXml(businessKey)}"/>`);
  const retry = attributes.get('retry');
  if (retry) parts.push(`<camunda:failedJobRetryTimeCycle>${escapeXml(retry)}</camunda:failedJobRetryTimeCycle>`);
  return parts.length > 0 ? `<extensionElements>${parts.join('')}</extensionElements>` : '';
}

/** `js: 1 + 1` as format and text; undefined for what is no script. */
function scriptOf(text: string): { format: string; source: string } | undefined {
  const [, prefix, source] = /^(js|feel|py):\s*(.*)$/s.exec(text) ?? [];
  return source === undefined
    ? undefined
    : { format: prefix === 'js' ? 'javascript' : String(prefix), source: escapeXml(source) };
}

function codeXml(text: string): string {
  const script = scriptOf(text);
  return script ? `<camunda:script scriptFormat="${script.format}">${script.source}</camunda:script>` : escapeXml(text);
}

function conditionXml(tag: string, text: string): string {
  const script = scriptOf(text);
  const language = script ? ` language="${script.format}"` : '';
  return `<${tag} xsi:type="tFormalExpression"${language}>${script?.source ?? escapeXml(text)}</${tag}>`;
}

function listenerXml(event: string, text: string, attributes = '', inside = ''): string {
  const type = ['start', 'end', 'take'].includes(event) ? 'executionListener' : 'taskListener';
  return scriptOf(text)
    ? `<camunda:${type} event="${event}"${attributes}>${codeXml(text)}${inside}</camunda:${type}>`
    : `<camunda:${type} event="${event}"${attributes} expression="${escapeXml(text)}">${inside}</camunda:${type}>`;
}

function timerXml(timer: string): string {
  const kind = /^(R\d*\/|\d+ |\*)/.test(timer) ? 'timeCycle' : /^(P|\$)/.test(timer) ? 'timeDuration' : 'timeDate';
  return `<timerEventDefinition><${kind} xsi:type="tFormalExpression">${escapeXml(timer)}</${kind}></timerEventDefinition>`;
}

function eventXml(attributes: Map<string, string>, definitions: Map<string, string>): string {
  const timer = attributes.get('timer');
  if (timer !== undefined) return timerXml(timer);
  const undo = attributes.get('compensate');
  if (undo !== undefined) return `<compensateEventDefinition${undo === 'all' ? '' : ` activityRef="${undo}"`}/>`;
  if (attributes.has('cancel')) return '<cancelEventDefinition/>';
  if (attributes.has('terminate')) return '<terminateEventDefinition/>';
  const condition = attributes.get('condition');
  if (condition !== undefined) {
    return `<conditionalEventDefinition>${conditionXml('condition', condition)}</conditionalEventDefinition>`;
  }
  const link = attributes.get('link');
  if (link !== undefined) return `<linkEventDefinition name="${escapeXml(link)}"/>`;
  for (const [kind, key] of [
    ['message', 'name'],
    ['signal', 'name'],
    ['error', 'errorCode'],
    ['escalation', 'escalationCode'],
  ] as const) {
    const value = attributes.get(kind);
    if (value === undefined) continue;
    const extra = attributes.get('codeVariable')
      ? ` camunda:${kind}CodeVariable="${attributes.get('codeVariable')}"`
      : '';
    if (value === 'any') return `<${kind}EventDefinition${extra}/>`;
    const topic = attributes.get('topic');
    const external = topic ? ` camunda:type="external" camunda:topic="${topic}"` : '';
    return `<${kind}EventDefinition ${kind}Ref="${define(definitions, kind, key, value)}"${extra}${external}/>`;
  }
  return '';
}

function define(definitions: Map<string, string>, kind: string, key: string, value: string): string {
  const id = `${kind}_${value.replace(/\W/g, '_')}`;
  definitions.set(
    id,
    `<${kind} id="${id}" ${kind === 'error' || kind === 'escalation' ? `name="${escapeXml(value)}" ` : ''}${key}="${escapeXml(value)}"/>`,
  );
  return id;
}

function loopXml(attributes: Map<string, string>): string {
  const loop = attributes.get('loop')!;
  const isCount = /^\d+$/.test(loop);
  const sequential = attributes.get('sequential') === 'yes' ? ' isSequential="true"' : '';
  const collection = isCount ? '' : ` camunda:collection="${escapeXml(loop)}"`;
  const item = attributes.get('item') ? ` camunda:elementVariable="${attributes.get('item')}"` : '';
  const inner = attributes.get('innerAsync')
    ? ` camunda:async${attributes.get('innerAsync') === 'after' ? 'After' : 'Before'}="true"`
    : '';
  const until = attributes.get('until');
  return `<multiInstanceLoopCharacteristics${sequential}${collection}${item}${inner}>${
    isCount ? `<loopCardinality>${loop}</loopCardinality>` : ''
  }${until ? `<completionCondition>${escapeXml(until)}</completionCondition>` : ''}</multiInstanceLoopCharacteristics>`;
}
