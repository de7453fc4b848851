import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  CamundaPlatformPropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import simulationModule from 'bpmn-js-token-simulation';
import type Canvas from 'diagram-js/lib/core/Canvas';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import minimapModule from 'diagram-js-minimap';
import type { House } from '../house/house.ts';
import { housePropertiesModule } from '../house-properties/house-properties.ts';
import { keepSimulationTranslated } from '../simulation/simulation.ts';
import { addModules, type Services } from './late-modules.ts';

/** The services of the simulation that are used. */
interface ToggleMode {
  toggleMode: (active: boolean) => void;
}

/** What came after the drawing. */
export interface LateParts {
  simulate: (on: boolean) => void;
  /** Stops what goes on beside the diagram. */
  leave: () => void;
}

/** The properties panel, the simulation of tokens and the small map, for a diagram that is drawn: most of the editor's code, which no drawing needs. */
export async function addLateParts(
  diagram: Services,
  canvasPlace: HTMLElement,
  house: () => House | undefined,
): Promise<LateParts> {
  const root = () => ({ element: diagram.get<Canvas>('canvas').getRootElement() });
  const selection = diagram.get<Selection>('selection');
  const services = await addModules(
    diagram,
    [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      CamundaPlatformPropertiesProviderModule,
      housePropertiesModule(house),
      simulationModule,
      minimapModule,
    ],
    {
      'diagram.init': () => ({}),
      'keyboard.init': () => ({}),
      'keyboard.bind': () => ({}),
      'root.added': root,
      'root.set': root,
      'selection.changed': () => {
        const newSelection = selection.get();
        return newSelection.length > 0 ? { oldSelection: [], newSelection } : undefined;
      },
    },
  );
  const leaveTexts = keepSimulationTranslated(canvasPlace);
  return { simulate: (on) => services.get<ToggleMode>('toggleMode').toggleMode(on), leave: leaveTexts };
}
