import type { Deployed } from 'bpmnlint-plugin-petitions/lint.js';
import { request } from '../../desk/shell/http.ts';

/** What there is to choose from: roles, topics that workers serve, messages, and what is deployed. */
export interface House {
  roles: { id: string; name: string }[];
  messages: string[];
  topics: { name: string; title: string; errors: string[] }[];
  deployed: Required<Deployed>;
}

/** Asks the register. */
export function readHouse(): Promise<House> {
  return request('/api/models/house');
}
