import { petitionText as say } from '../messages/petition.ts';
import { Notice } from '../shell/notice.tsx';
import { dayText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import { type CodeLists, type SealedMatter as Opened, openSealed, openSealedFile } from '../wire/register.ts';
import { FactList, MatterWords } from './matter.tsx';
import { PersonTable } from './persons.tsx';
import { ReasonForm } from './reason-form.tsx';

/** The accusation clerk opens an envelope for a reason; it is shown here alone, and never kept by the page. */
export function SealedMatter(props: { businessKey: string; codes: CodeLists | undefined }) {
  return (
    <section class="sealed-matter" aria-labelledby="sealed-heading">
      <h2 id="sealed-heading">{say('sealedMatter')}</h2>
      <ReasonForm
        button={say('sealedOpen')}
        open={(reason) => openSealed(props.businessKey, reason)}
        shown={(opened) => <Shown businessKey={props.businessKey} opened={opened} codes={props.codes} />}
      />
    </section>
  );
}

function Shown(props: { businessKey: string; opened: Opened; codes: CodeLists | undefined }) {
  const { opened, businessKey } = props;
  const facts: [string, string][] = [
    [say('subject'), labelOf(props.codes, 'subjectCode', opened.subjectCode)],
    [say('happenedOn'), dayText(opened.happenedOn)],
    [say('accusedUnit'), opened.accusedUnitName ?? '—'],
    [say('accusedAgents'), opened.accusedAgentNames.join('、') || '—'],
    [say('passedTo'), opened.passedToName ?? '—'],
  ];
  return (
    <>
      <Notice tone="plain">{say('sealedShown')}</Notice>
      <MatterWords text={opened.text} claims={opened.claims} />
      <FactList facts={facts} />
      <PersonTable persons={opened.persons} />
      {opened.attachments.map((file) => (
        <section key={file.attachmentId} aria-label={file.fileName}>
          <h3>{file.fileName}</h3>
          <ReasonForm
            button={say('sealedFile')}
            open={async (reason) => URL.createObjectURL(await openSealedFile(businessKey, file.attachmentId, reason))}
            shown={(address) => (
              <a class="button" href={address} download={file.fileName}>
                {say('sealedSave', { name: file.fileName })}
              </a>
            )}
          />
        </section>
      ))}
    </>
  );
}
