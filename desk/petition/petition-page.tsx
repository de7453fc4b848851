import { useEffect } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { Frame } from '../shell/frame.tsx';
import { Refusal, reasonOf } from '../shell/http.ts';
import { useLanguage } from '../shell/language.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { type Tab, Tabs } from '../shell/tabs.tsx';
import { dayText, minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import { type Own, readOwn } from '../wire/identity.ts';
import {
  type CodeLists,
  type Petition,
  readAgents,
  readCodes,
  readPetition,
  type SealedPetition,
} from '../wire/register.ts';
import { Decisions } from './decisions.tsx';
import { Documents } from './documents.tsx';
import { EarlierMatters } from './earlier-matters.tsx';
import { Facts } from './facts.tsx';
import { Files } from './files.tsx';
import { PathView } from './path-view.tsx';
import { Persons } from './persons.tsx';
import { readFamily } from './petition-family.ts';
import { usePlace } from './place.ts';
import { SealedMatter } from './sealed-matter.tsx';
import { Supervision } from './supervision.tsx';
import { Timeline } from './timeline.tsx';
import { Variables } from './variables.tsx';

/** Who handles petitions: what the register lets them do is offered, and nothing else. */
const HANDLERS = ['communityAgent', 'townAgent', 'districtAgent', 'cityAgent', 'petitionOffice'];

const isOneOf = (own: Own | undefined, ...roles: string[]): boolean =>
  own?.kind === 'house' || (own?.roles ?? []).some(({ code }) => roles.includes(code));

/** A petition's page: what it is, where it stands on its diagram, and all that was recorded on the way. */
export function PetitionPageView(props: { businessKey: string }) {
  const { businessKey } = props;
  useLanguage();
  const petition = useLoaded(() => readPetition(businessKey), [businessKey]);
  const codes = useLoaded(readCodes, []);
  useEffect(() => {
    document.title = `${businessKey} · ${say('path')}`;
  }, [businessKey]);
  const missing = petition.error instanceof Refusal && petition.error.status === 404;
  return (
    <Frame place="petition">
      <p>
        <a href="/">← {say('back')}</a>
      </p>
      {petition.error ? (
        <Notice tone="bad">
          {missing ? say('notFound', { businessKey }) : say('failed', { reason: reasonOf(petition.error) })}
        </Notice>
      ) : null}
      {petition.value ? (
        <Loaded petition={petition.value} codes={codes.value} onRefresh={petition.reload} />
      ) : petition.error ? null : (
        <p class="empty">{say('loading')}</p>
      )}
    </Frame>
  );
}

function Loaded(props: { petition: Petition | SealedPetition; codes: CodeLists | undefined; onRefresh: () => void }) {
  const { petition, codes } = props;
  const own = useLoaded(readOwn, []).value;
  const head = (
    <div class="page-head">
      <div>
        <h1 class="petition-number">{petition.businessKey}</h1>
        <p class="petition-state">
          <span class={`badge badge-${petition.state}`}>{labelOf(codes, 'state', petition.state)}</span>
          {petition.sealed ? null : (
            <>
              <span>{labelOf(codes, 'subjectCode', petition.subjectCode)}</span>
              <span>{petition.areaName}</span>
              <span>
                {say('deadline')} {dayText(petition.deadlineAt)}
              </span>
              {petition.late ? <span class="badge badge-bad">{say('late')}</span> : null}
            </>
          )}
        </p>
      </div>
      <div class="actions">
        <button type="button" onClick={props.onRefresh}>
          {say('refresh')}
        </button>
      </div>
    </div>
  );
  if (petition.sealed) {
    const mayOpen = isOneOf(own, 'accusationClerk');
    return (
      <>
        {head}
        <Notice tone="plain">
          <p>{say(mayOpen ? 'sealedForClerk' : 'sealed')}</p>
          <p>
            {say('received')} {minuteText(petition.receivedAt)} · {say('sealNo')} {petition.sealNo ?? '—'}
          </p>
        </Notice>
        {mayOpen ? <SealedMatter businessKey={petition.businessKey} codes={codes} /> : null}
      </>
    );
  }
  return (
    <>
      {head}
      <Facts petition={petition} codes={codes} />
      {/* The petitioner is told of the matter and its letters, not of the house's notes. */}
      {Object.hasOwn(petition, 'events') ? (
        <Records petition={petition} codes={codes} />
      ) : (
        <section>
          <h2>{say('documents')}</h2>
          <Documents documents={petition.documents} />
        </section>
      )}
      <Files
        businessKey={petition.businessKey}
        files={petition.attachments}
        mayAdd={own?.kind === 'petitioner' || isOneOf(own, ...HANDLERS, 'responsibleUnit', 'mediator')}
        onAdded={props.onRefresh}
      />
      {isOneOf(own, ...HANDLERS, 'mediator') ? <Persons businessKey={petition.businessKey} /> : null}
      {isOneOf(own, ...HANDLERS) ? (
        <EarlierMatters businessKey={petition.businessKey} codes={codes} onDecided={props.onRefresh} />
      ) : null}
    </>
  );
}

function Records(props: { petition: Petition; codes: CodeLists | undefined }) {
  const { petition, codes } = props;
  const family = useLoaded(() => readFamily(petition.businessKey), [petition]);
  const agents = useLoaded(readAgents, []);
  const place = usePlace(family.value);
  const records = family.value ?? [];
  const units = new Map(
    [...petition.supervisionOrders, ...petition.unitInbox].map((row) => [row.unitId, row.unitName]),
  );
  const nameOfAgent = (id: string): string =>
    agents.value?.find((agent) => agent.id === id)?.name ?? units.get(id) ?? id;
  const tabs: Tab[] = [
    {
      key: 'timeline',
      name: say('timeline'),
      content: () => <Timeline records={records} petition={petition} codes={codes} nameOfAgent={nameOfAgent} />,
    },
    {
      key: 'variables',
      name: say('variables'),
      content: () => (place.shown ? <Variables record={place.shown} /> : <p class="empty">{say('variablesNone')}</p>),
    },
    { key: 'decisions', name: say('decisions'), content: () => <Decisions records={records} /> },
    {
      key: 'documents',
      name: say('documents'),
      count: petition.documents.length,
      content: () => <Documents documents={petition.documents} />,
    },
    {
      key: 'supervision',
      name: say('supervision'),
      count: petition.supervisionOrders.length + petition.escalations.length,
      content: () => <Supervision petition={petition} codes={codes} />,
    },
  ];
  return (
    <>
      <section class="path" aria-labelledby="path-heading">
        <h2 id="path-heading">{say('path')}</h2>
        {family.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(family.error) })}</Notice> : null}
        {family.value && records.length === 0 ? <p class="empty">{say('noInstances')}</p> : null}
        {place.shown ? (
          <PathView
            records={records}
            shown={place.shown}
            steps={petition.steps}
            nameOfAgent={nameOfAgent}
            onShow={place.show}
          />
        ) : null}
      </section>
      <Tabs label={say('tabs')} tabs={tabs} />
    </>
  );
}
