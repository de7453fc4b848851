// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a text about ${} expressions, not a template
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { elementName } from '../../modeler/translations/chinese/element-names.ts';
import { bpmnTexts, dmnTexts } from '../../modeler/translations/texts.ts';

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Every `translate('…')` with a literal text in a package's sources. */
function templatesIn(folder: string): string[] {
  const directory = join(PACKAGES, folder);
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  return [...new Set(files.flatMap((file) => literalsIn(readFileSync(join(directory, file), 'utf8'))))];
}

/** The literal texts given to `translate` (or `translate$1`, as bundlers name it) in a source, comments left out. */
function literalsIn(source: string): string[] {
  const code = source.replace(/^\s*(\*|\/\/).*$/gm, '');
  const calls = code.matchAll(/[tT]ranslate(?:\$\d+)?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  return [...new Set([...calls].map(([, , template = '']) => template))];
}

/** The labels of the menus that change an element's type: they are translated from a variable, not from a literal. */
function labelsIn(file: string): string[] {
  const text = readFileSync(join(PACKAGES, file), 'utf8');
  return [...text.matchAll(/label: ['"]([^'"]+)['"]/g)].map(([, label = '']) => label);
}

const missing = (templates: readonly string[], texts: Readonly<Record<string, string>>): string[] =>
  templates.filter((template) => texts[template] === undefined && elementName(template) === undefined);

// `'translate(' + shift + ')'` is an SVG transform, not a text.
const NOT_SHOWN = [' + shift + '];

// This text is put together from two literals; the whole is in the catalogue.
const HALVES = ['The follow up date as an EL expression (e.g. ${someDate}) or an '];

describe('Chinese of the editors', () => {
  test('given all that bpmn-js translates, when looked up, then every text has its Chinese', () => {
    const templates = templatesIn('bpmn-js/lib').filter((template) => !NOT_SHOWN.includes(template));
    expect(templates.length).toBeGreaterThan(30);
    expect(missing(templates, bpmnTexts)).toEqual([]);
  });

  test('given the menu that changes a BPMN element, when looked up, then every type has its Chinese', () => {
    const labels = labelsIn('bpmn-js/lib/features/popup-menu/PopupEntries.js');
    expect(labels.length).toBeGreaterThan(50);
    expect(missing(labels, bpmnTexts)).toEqual([]);
  });

  test('given all that the properties panel of the Camunda 7 line translates, when looked up, then every text has its Chinese', () => {
    const bundle = readFileSync(join(PACKAGES, 'bpmn-js-properties-panel/dist/index.esm.js'), 'utf8');
    // One module ends at each of these: the panel, the BPMN provider, the Camunda 8 provider (not used here), the Camunda 7 provider.
    const [panel = '', bpmn = '', camunda8 = '', camunda7 = ''] = bundle.split(/^var index(?:\$\d)? = \{/m);
    expect(camunda8).toContain('ZeebePropertiesProvider');
    expect(camunda7).toContain('CamundaPlatformPropertiesProvider');
    const templates = literalsIn(panel + bpmn + camunda7).filter((template) => !HALVES.includes(template));
    expect(templates.length).toBeGreaterThan(150);
    expect(missing(templates, bpmnTexts)).toEqual([]);
  });

  test.each([
    'dmn-js-decision-table/lib',
    'dmn-js-boxed-expression/lib',
    'dmn-js-literal-expression/lib',
    'dmn-js-drd/lib',
  ])('given all that %s translates, when looked up, then every text has its Chinese', (folder) => {
    const templates = templatesIn(folder);
    expect(templates.length).toBeGreaterThan(5);
    expect(missing(templates, dmnTexts)).toEqual([]);
  });

  test('given hit policies and their explanations, when looked up, then every text has its Chinese', () => {
    const file = 'dmn-js-decision-table/lib/features/hit-policy/HitPolicies.js';
    const text = readFileSync(join(PACKAGES, file), 'utf8').replace(/^\/\/#.*$/m, '');
    const templates = [...text.matchAll(/(?:label|explanation): '([^']+)'/g)].map(([, template = '']) => template);
    expect(templates.length).toBe(22);
    expect(missing(templates, dmnTexts)).toEqual([]);
  });

  test('given the names of events, when put together, then kind, place and interruption are told', () => {
    expect(elementName('Timer Boundary Event (Non Interrupting)')).toBe('定时边界事件（不中断）');
    expect(elementName('Message intermediate catch event')).toBe('消息中间捕获事件');
    expect(elementName('End event')).toBe('结束事件');
    expect(elementName('Unheard boundary event')).toBeUndefined();
  });

  test('given a text with places, when compared with its Chinese, then both name the same places', () => {
    const placesOf = (text: string) => [...text.matchAll(/\{ ?(\w+) ?\}/g)].map(([, name]) => name).sort();
    const differing = Object.entries({ ...bpmnTexts, ...dmnTexts }).filter(
      ([english, chinese]) => `${placesOf(english)}` !== `${placesOf(chinese)}`,
    );
    expect(differing).toEqual([]);
  });
});
