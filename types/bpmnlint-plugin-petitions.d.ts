/** The house rules of `processes/lint`, which are plain JavaScript so that bpmnlint's command line can load them. */
declare module 'bpmnlint-plugin-petitions/lint.js' {
  import type { ModdleElement } from 'bpmn-moddle';

  /** What a rule found. `elementId` is empty when it belongs to the whole file. */
  export interface Finding {
    rule: string;
    level: 'error' | 'warning';
    elementId: string;
    message: string;
    /** The message with its `{places}` open: the key of its translation. */
    template: string;
    values: Record<string, string | number>;
  }

  /** What is deployed beside the model; what is absent is not asked. */
  export interface Deployed {
    processes?: string[];
    decisions?: string[];
    forms?: string[];
    /** Who calls whom, and the escalation codes caught there (null catches all). */
    calls?: { process: string; called: string; escalations: (string | null)[] }[];
    thrownErrors?: string[];
  }

  const house: {
    lint(definitions: ModdleElement, deployed?: Deployed): Promise<Finding[]>;
    lintForm(form: object): Finding[];
  };
  export default house;
}

declare module 'bpmnlint-plugin-petitions/house-rules.js' {
  const rules: Record<'bpmn' | 'dmn' | 'form', Record<string, 'error' | 'warn'>>;
  export default rules;
}

declare module 'bpmnlint-plugin-petitions/topics.json' {
  const topics: { name: string; title: string; errors: string[] }[];
  export default topics;
}

declare module 'bpmnlint-plugin-petitions/house.json' {
  const house: { roles: { id: string; name: string }[]; messages: string[] };
  export default house;
}

declare module 'bpmnlint-plugin-petitions/deployed-facts.js' {
  import type { ModdleElement } from 'bpmn-moddle';
  import type { Deployed } from 'bpmnlint-plugin-petitions/lint.js';

  export default function deployedFacts(
    files: readonly ModdleElement[],
  ): Required<Pick<Deployed, 'processes' | 'calls' | 'thrownErrors'>>;
}
