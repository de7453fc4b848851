import { describe } from 'vitest';
import { decisionDefinitionList, requirementsDefinitionList } from '../../server/store/definition/decision-list.ts';
import { deploymentList } from '../../server/store/definition/deployment.ts';
import { jobDefinitionList } from '../../server/store/definition/job-definition-list.ts';
import { processDefinitionList } from '../../server/store/definition/process-list.ts';
import { backends } from './backends.ts';
import { filledStore } from './filled-store.ts';
import { tryList } from './list-cases.ts';

describe.each(backends)('given two deployments on $name', (backend) => {
  const store = filledStore(backend);

  describe('when deployments are listed', () => {
    tryList(store, {
      list: deploymentList,
      base: {},
      cases: [
        [{ id: 'first' }, ['first']],
        [{ name: 'shop 2' }, ['second']],
        [{ nameLike: 'shop%' }, ['first', 'second']],
        [{ source: 'modeler' }, ['second']],
        [{ withoutSource: true }, ['first']],
        [{ before: 2_000 }, ['first']],
        [{ after: 1_000 }, ['second']],
      ],
      sorted: {
        id: ['first', 'second'],
        name: ['first', 'second'],
        deploymentTime: ['first', 'second'],
        tenantId: ['first second'],
      },
    });
  });

  describe('when processes are listed', () => {
    tryList(store, {
      list: processDefinitionList,
      base: {},
      cases: [
        [{ processDefinitionId: 'pay:1' }, ['pay:1']],
        [{ processDefinitionIdIn: ['pay:1', 'order:1'] }, ['order:1', 'pay:1']],
        [{ key: 'order' }, ['order:1', 'order:2']],
        [{ keyLike: 'or%' }, ['order:1', 'order:2']],
        [{ keysIn: ['pay'] }, ['pay:1']],
        [{ name: 'Pay' }, ['pay:1']],
        [{ nameLike: 'O%' }, ['order:1', 'order:2']],
        [{ category: 'shop' }, ['order:1', 'order:2']],
        [{ categoryLike: 's%' }, ['order:1', 'order:2']],
        [{ version: 1 }, ['order:1', 'pay:1']],
        [{ latestVersion: true }, ['order:2', 'pay:1']],
        [{ versionTag: 'v1' }, ['order:1']],
        [{ versionTagLike: 'v%' }, ['order:1']],
        [{ withoutVersionTag: true }, ['order:2', 'pay:1']],
        [{ resourceName: 'pay.bpmn' }, ['pay:1']],
        [{ resourceNameLike: 'order%' }, ['order:1', 'order:2']],
        [{ deploymentId: 'first' }, ['order:1']],
        [{ deployedAfter: 1_000 }, ['order:2', 'pay:1']],
        [{ deployedAt: 1_000 }, ['order:1']],
        [{ active: true }, ['order:2', 'pay:1']],
        [{ suspended: true }, ['order:1']],
        [{ startableInTasklist: true }, ['order:1', 'order:2']],
        [{ notStartableInTasklist: true }, ['pay:1']],
        [{ incidentId: 'ib' }, ['order:2']],
        [{ incidentType: 'failedExternalTask' }, ['order:2']],
        [{ incidentMessage: 'boom' }, ['order:2']],
        [{ incidentMessageLike: 'x%' }, []],
      ],
      sorted: {
        id: ['order:1', 'order:2', 'pay:1'],
        key: ['order:1 order:2', 'pay:1'],
        name: ['order:1 order:2', 'pay:1'],
        version: ['order:1 pay:1', 'order:2'],
        category: ['pay:1', 'order:1 order:2'],
        deploymentId: ['order:1', 'order:2 pay:1'],
        deployTime: ['order:1', 'order:2 pay:1'],
        tenantId: ['order:1 order:2 pay:1'],
        versionTag: ['order:2 pay:1', 'order:1'],
      },
    });
  });

  describe('when decisions are listed', () => {
    tryList(store, {
      list: decisionDefinitionList,
      base: {},
      cases: [
        [{ decisionDefinitionId: 'level:1' }, ['level:1']],
        [{ decisionDefinitionIdIn: ['level:2'] }, ['level:2']],
        [{ decisionRequirementsDefinitionId: 'drd:1' }, ['level:2']],
        [{ decisionRequirementsDefinitionKey: 'drd' }, ['level:2']],
        [{ withoutDecisionRequirementsDefinition: true }, ['level:1']],
        [{ key: 'level', latestVersion: true }, ['level:2']],
        [{ keyLike: 'x%' }, []],
        [{ keysIn: ['level'], version: 1 }, ['level:1']],
        [{ name: 'Level' }, ['level:1', 'level:2']],
        [{ nameLike: 'Le%', versionTag: 'd1' }, ['level:1']],
        [{ category: 'rules', versionTagLike: 'd%' }, ['level:1']],
        [{ categoryLike: 'ru%', withoutVersionTag: true }, ['level:2']],
        [{ resourceName: 'level.dmn', deploymentId: 'second' }, ['level:2']],
        [{ resourceNameLike: '%.dmn', deployedAfter: 1_000 }, ['level:2']],
        [{ deployedAt: 2_000 }, ['level:2']],
      ],
      sorted: {
        id: ['level:1', 'level:2'],
        key: ['level:1 level:2'],
        name: ['level:1 level:2'],
        version: ['level:1', 'level:2'],
        category: ['level:1 level:2'],
        deploymentId: ['level:1', 'level:2'],
        deployTime: ['level:1', 'level:2'],
        tenantId: ['level:1 level:2'],
        versionTag: ['level:2', 'level:1'],
        decisionRequirementsDefinitionKey: ['level:1', 'level:2'],
      },
    });
  });

  describe('when decision requirements diagrams are listed', () => {
    tryList(store, {
      list: requirementsDefinitionList,
      base: {},
      cases: [
        [{ decisionRequirementsDefinitionId: 'drd:1' }, ['drd:1']],
        [{ decisionRequirementsDefinitionIdIn: ['x'] }, []],
        [{ key: 'drd', keyLike: 'd%', keysIn: ['drd'], latestVersion: true }, ['drd:1']],
        [{ name: 'Rules', nameLike: 'R%', category: 'rules', categoryLike: 'r%', version: 1 }, ['drd:1']],
        [{ resourceName: 'drd.dmn', resourceNameLike: 'drd%', deploymentId: 'second' }, ['drd:1']],
        [{ deployedAt: 2_000, deployedAfter: 1_999 }, ['drd:1']],
      ],
      sorted: Object.fromEntries(requirementsDefinitionList.sortings.map((sortBy) => [sortBy, ['drd:1']])),
    });
  });

  describe('when job definitions are listed', () => {
    const [one, two] = ['job-definition-1', 'job-definition-2'];
    tryList(store, {
      list: jobDefinitionList,
      base: {},
      cases: [
        [{ jobDefinitionId: one }, [one]],
        [{ activityIdIn: ['later'] }, [two]],
        [{ processDefinitionId: 'order:1' }, [one]],
        [{ processDefinitionKey: 'pay' }, [two]],
        [{ jobType: 'async-continuation' }, [two]],
        [{ jobType: 'timer-intermediate-transition' }, [one]],
        [{ jobConfiguration: 'async-before' }, [two]],
        [{ active: true }, [one]],
        [{ suspended: true }, [two]],
        [{ withOverridingJobPriority: true }, [two]],
      ],
      sorted: {
        jobDefinitionId: [one, two],
        activityId: [two, one],
        processDefinitionId: [one, two],
        processDefinitionKey: [one, two],
        jobType: [two, one],
        jobConfiguration: [one, two],
        tenantId: [`${one} ${two}`],
      },
    });
  });
});
