import { bpmnCanvas } from './chinese/bpmn-canvas.ts';
import { dmnCell } from './chinese/dmn-cell.ts';
import { dmnDiagram } from './chinese/dmn-diagram.ts';
import { dmnTable } from './chinese/dmn-table.ts';
import { formEditor } from './chinese/form.ts';
import { panelData } from './chinese/panel-data.ts';
import { panelExecution } from './chinese/panel-execution.ts';
import { panelGeneral } from './chinese/panel-general.ts';

/** The texts of each editor; where both use one English word for different things, each has its own Chinese. */
export const bpmnTexts: Readonly<Record<string, string>> = {
  ...panelData,
  ...panelExecution,
  ...panelGeneral,
  ...bpmnCanvas,
};
export const formTexts: Readonly<Record<string, string>> = { ...bpmnCanvas, ...formEditor };
export const dmnTexts: Readonly<Record<string, string>> = { ...bpmnCanvas, ...dmnDiagram, ...dmnCell, ...dmnTable };
