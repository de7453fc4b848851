import { useRef, useState } from 'preact/hooks';
import { registrationText as say } from '../messages/registration.ts';
import { DataTable } from '../shell/data-table.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Field } from '../shell/field.tsx';
import { reasonOf } from '../shell/http.ts';
import { Notice } from '../shell/notice.tsx';
import { type ImportReport, importPetitions } from '../wire/register.ts';

/** Brings in a CSV file and shows the report row by row. */
export function CsvImport(props: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [report, setReport] = useState<ImportReport>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setReport(undefined);
    if (!file) {
      setFailure(say('noFile'));
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      setReport(await importPetitions(file));
    } catch (error) {
      setFailure(say('importFailed', { reason: reasonOf(error) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={say('importTitle')} close={say('close')} onClose={props.onClose}>
      <form class="csv-import" onSubmit={(event) => void submit(event)}>
        <Field
          name="file"
          label={say('file')}
          help={say('fileHelp')}
          wide
          error={failure}
          control={(control) => <input {...control} ref={input} type="file" accept=".csv,text/csv" />}
        />
        <div class="actions">
          <button type="submit" class="primary" disabled={busy}>
            {say(busy ? 'uploading' : 'upload')}
          </button>
        </div>
      </form>
      {report ? <Report report={report} /> : null}
    </Dialog>
  );
}

function Report(props: { report: ImportReport }) {
  const { report } = props;
  return (
    <>
      <Notice tone={report.errors.length > 0 ? 'plain' : 'good'}>
        {say('imported', { rows: report.rows, imported: report.imported, refused: report.errors.length })}
      </Notice>
      {report.errors.length > 0 ? (
        <DataTable
          caption={say('report')}
          rows={report.errors}
          keyOf={(error) => `${error.row}:${error.column}:${error.reason}`}
          empty={say('reportNone')}
          columns={[
            { key: 'row', heading: say('row'), part: 'lead', cell: (error) => error.row },
            { key: 'column', heading: say('column'), cell: (error) => error.column },
            { key: 'reason', heading: say('reason'), cell: (error) => error.reason },
          ]}
        />
      ) : null}
    </>
  );
}
